/* Rows -> the structs of the stages. */
#ifndef VB_ARCHIVE_LOAD_H
#define VB_ARCHIVE_LOAD_H

#include "archive/sql.h"

/* What reports and exchanges both tell: the columns that vb_load_exchange reads.  They stand last
 * in a SELECT, so that one more moves no other. */
#define VB_EXCHANGE_COLUMNS "form, purpose, sent, sent_kind, reported, occasion, reply"
/* Those columns, from `first`. */
void vb_load_exchange(vb_sql_statement *s, int first, vb_exchange *exchange, vb_arena *out);
/* A field by its name; VB_FIELD_TEXT if there is none such. */
vb_field_kind vb_load_field(vb_str name);
/* Fills from and to. */
void vb_load_report_parties(vb_archive *archive, vb_str report, vb_exchange *exchange,
                            vb_arena *out);
void vb_load_exchange_parties(vb_archive *archive, vb_str id, vb_exchange *exchange, vb_arena *out);

/* All but its text, which stays as *article has it; false, and *article unchanged, if there is no
 * such article. */
bool vb_load_article_facts(vb_archive *archive, vb_str id, vb_article *article, vb_arena *out);
/* With captions and first place (path, offset); false if there is no such article. */
bool vb_load_article(vb_archive *archive, vb_str id, vb_article *article, vb_arena *out);

#endif
