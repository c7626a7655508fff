// The public header and its test, as C++ sees them.
#include "api_test.c"
