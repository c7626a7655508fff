/* read --blocks: every block of a page, with the verdict on it and what decided. */
#ifndef VB_CLI_BLOCKS_H
#define VB_CLI_BLOCKS_H

#include "cli/table.h"
#include "pipeline/pipeline.h"

enum { VB_BLOCK_COLUMNS = 7 };
extern const vb_column vb_block_columns[VB_BLOCK_COLUMNS];

/* A row for each block. */
void vb_blocks_put_rows(vb_table_out *table, vb_str path, vb_explained_blocks blocks,
                        vb_arena *arena);
/* One object for the page. */
vb_str vb_blocks_json(vb_str path, vb_explained_blocks blocks, vb_arena *arena);

#endif
