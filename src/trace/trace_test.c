#include "base/expect.h"
Test(trace, nothing) {}
