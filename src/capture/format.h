/* What a text is: JSON objects on lines, markup, or plain text; decided by content alone. */
#ifndef VB_CAPTURE_FORMAT_H
#define VB_CAPTURE_FORMAT_H

#include "capture/capture.h"

/* `head` is the beginning of the content (front matter taken off or not), ASCII compatible. */
vb_format vb_format_sniff(vb_str head);

#endif
