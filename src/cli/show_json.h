/* What show prints, as JSON: the same chain from an exchange to the bytes. */
#ifndef VB_CLI_SHOW_JSON_H
#define VB_CLI_SHOW_JSON_H

#include "answers/lookup.h"
#include "cli/open.h"

/* One object on standard output; the exit status. */
int vb_show_json(vb_session *session, vb_thing thing);

#endif
