#include "cli/nothing.h"

#include <stdio.h>

#include "answers/nearest.h"

static void say(const vb_cli *cli, vb_str line) {
  if (vb_cli_format(cli) == FORMAT_TABLE)
    printf("%.*s\n", VB_ARG(line));
  else
    vb_cli_complain("%.*s", VB_ARG(line));
}

/* False, and what it may have been, if no exchange has such a party at all. */
static bool know(const vb_cli *cli, vb_session *session, vb_str party) {
  vb_arena out = session->arena;
  if (!party.n || vb_nearest_known(session->archive, session->lexicon, party, session->scratch))
    return true;
  vb_strs near = vb_nearest_parties(session->archive, party, &out, session->scratch);
  vb_str line =
      vb_str_format(&out, "no exchange of this archive has a party '%.*s'", VB_ARG(party));
  for (ptrdiff_t i = 0; i < near.n; i++)
    line = vb_str_format(&out, "%.*s%s%.*s", VB_ARG(line),
                         !i               ? "; did you mean "
                         : i + 1 < near.n ? ", "
                                          : " or ",
                         VB_ARG(near.v[i]));
  say(cli, near.n ? vb_str_format(&out, "%.*s?", VB_ARG(line)) : line);
  return false;
}

typedef struct {
  const vb_cli *cli;
  vb_session *session;
  vb_str line;
  vb_arena out;
} relaxing;

static void try_without(relaxing *r, vb_option_id option, const char *name, vb_ledger_query query) {
  if (!vb_cli_has(r->cli, option)) return;
  int64_t n =
      vb_nearest_count(r->session->archive, r->session->lexicon, &query, r->session->scratch);
  if (n <= 0) return;
  r->line = vb_str_format(&r->out, "%.*s%swithout --%s %lld", VB_ARG(r->line),
                          r->line.n ? ", " : "", name, (long long)n);
}

/* Which single condition keeps exchanges away. */
static void relax(const vb_cli *cli, vb_session *session, const vb_ledger_query *query) {
  relaxing r = {cli, session, {0}, session->arena};
#define WITHOUT(option, name, ...)                                                                 \
  do {                                                                                             \
    vb_ledger_query q = *query;                                                                    \
    __VA_ARGS__;                                                                                   \
    try_without(&r, option, name, q);                                                              \
  } while (0)
  WITHOUT(OPT_FROM, "from", q.from = (vb_str){0});
  WITHOUT(OPT_TO, "to", q.to = (vb_str){0});
  WITHOUT(OPT_FORM, "form", q.form = (vb_str){0});
  WITHOUT(OPT_PURPOSE, "purpose", q.purpose = (vb_str){0});
  WITHOUT(OPT_OCCASION, "occasion", q.occasion = (vb_str){0});
  WITHOUT(OPT_OUTLET, "outlet", q.outlet = (vb_str){0});
  WITHOUT(OPT_SINCE, "since", q.since = (vb_date){0});
  WITHOUT(OPT_UNTIL, "until", q.until = (vb_date){0});
  WITHOUT(OPT_MENTIONED, "mentioned", q.mentioned = VB_MENTIONED_TOO);
  WITHOUT(OPT_REPLIES, "replies-without-original", q.replies_without_original = false);
#undef WITHOUT
  if (r.line.n) say(cli, r.line);
}

void vb_nothing_found(const vb_cli *cli, vb_session *session, const vb_ledger_query *query) {
  vb_str parties[] = {query->a, query->b, query->from, query->to};
  bool known = true;
  for (int i = 0; i < 4; i++) known &= know(cli, session, parties[i]);
  if (known) relax(cli, session, query);
}
