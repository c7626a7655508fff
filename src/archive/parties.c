#include "archive/parties.h"

static void store_side(vb_archive *archive, const char *insert, vb_str owner, const char *side,
                       vb_actors actors) {
  for (ptrdiff_t i = 0; i < actors.n; i++) {
    vb_sql_statement *s = vb_sql(archive, insert);
    vb_sql_bind_str(s, 1, owner);
    vb_sql_bind_text(s, 2, side);
    vb_sql_bind_int(s, 3, i);
    vb_sql_bind_str(s, 4, actors.v[i].name);
    vb_sql_bind_str(s, 5, actors.v[i].office);
    vb_sql_bind_str(s, 6, actors.v[i].country);
    vb_sql_bind_str(s, 7, actors.v[i].organisation);
    vb_sql_run(s);
  }
}

void vb_parties_store(vb_archive *archive, const char *insert, vb_str owner, const vb_exchange *x) {
  store_side(archive, insert, owner, "from", x->from);
  store_side(archive, insert, owner, "to", x->to);
}
