#include "cli/nothing.h"

#include "answers/nearest.h"
#include "cli/print.h"

static void say(const vb_cli *cli, vb_str line, vb_arena scratch) {
  if (vb_cli_format(cli) == FORMAT_TABLE)
    vb_print_line(cli, line, scratch);
  else
    vb_cli_complain("%.*s", VB_ARG(line));
}

/* "ONE, TWO or THREE" behind the line. */
static vb_str with_names(vb_str line, vb_strs names, vb_arena *out) {
  for (ptrdiff_t i = 0; i < names.n; i++) {
    const char *between = !i ? "" : i + 1 < names.n ? ", " : " or ";
    line = vb_str_format(out, "%.*s%s%.*s", VB_ARG(line), between, VB_ARG(names.v[i]));
  }
  return line;
}

/* "WHAT 'NAME'; did you mean ONE, TWO or THREE?", and where all of them are listed. */
static void say_unknown(const vb_cli *cli, const char *what, vb_str name, vb_strs near,
                        const char *lists, vb_arena out) {
  vb_str line =
      vb_str_format(&out, "%s '%.*s'%s", what, VB_ARG(name), near.n ? "; did you mean " : "");
  line = with_names(line, near, &out);
  line = vb_str_format(&out, "%.*s%s (%s)", VB_ARG(line), near.n ? "?" : "", lists);
  say(cli, line, out);
}

/* False, and what it may have been, if no exchange has such a party at all. */
static bool know_party(const vb_cli *cli, vb_session *session, vb_str party) {
  vb_arena out = session->arena;
  if (!party.n || vb_nearest_known(session->archive, session->lexicon, party, session->scratch))
    return true;
  vb_strs near =
      vb_nearest_names(session->archive, VB_NEAREST_PARTIES, party, &out, session->scratch);
  say_unknown(cli, "no exchange of this archive has a party", party, near,
              "verbale actors lists who there is", out);
  return false;
}

/* The same for words that exchanges are asked for by: `alone` asks for nothing else. */
static bool know_words(const vb_cli *cli, vb_session *session, const vb_ledger_query *alone,
                       vb_nearest_kind kind) {
  vb_arena out = session->arena, scratch = session->scratch;
  bool occasion = kind == VB_NEAREST_OCCASIONS;
  vb_str text = occasion ? alone->occasion : alone->outlet;
  if (!text.n || vb_nearest_count(session->archive, session->lexicon, alone, scratch)) return true;
  vb_strs near = vb_nearest_names(session->archive, kind, text, &out, scratch);
  if (occasion && !near.n) near = vb_nearest_keys(session->archive, text, &out, scratch);
  say_unknown(cli,
              occasion ? "no exchange of this archive has the occasion"
                       : "no exchange of this archive is told by an outlet",
              text, near,
              occasion ? "verbale ledger --by occasion lists them"
                       : "verbale ledger --by outlet lists them",
              out);
  return false;
}

void vb_nothing_called(const vb_cli *cli, vb_session *session, vb_str who) {
  vb_arena out = session->arena;
  vb_strs near = vb_nearest_names(session->archive, VB_NEAREST_ACTORS, who, &out, session->scratch);
  say_unknown(cli, "no actor of this archive is called", who, near,
              "verbale actors lists who there is", out);
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
  if (r.line.n) say(cli, r.line, r.out);
}

void vb_say_countries(const vb_cli *cli, vb_session *session, const vb_ledger_query *query) {
  vb_str parties[] = {query->a, query->b, query->from, query->to};
  for (int i = 0; i < 4; i++) {
    vb_arena out = session->arena;
    vb_strs may = vb_party_countries(session->lexicon, parties[i], &out);
    if (!may.n) continue;
    vb_str line = vb_str_format(&out, "'%.*s' was searched as a word of names; as a country it is ",
                                VB_ARG(parties[i]));
    say(cli, with_names(line, may, &out), out);
  }
}

void vb_nothing_found(const vb_cli *cli, vb_session *session, const vb_ledger_query *query) {
  vb_str parties[] = {query->a, query->b, query->from, query->to};
  bool known = true;
  for (int i = 0; i < 4; i++) known &= know_party(cli, session, parties[i]);
  const vb_ledger_query occasion = {.occasion = query->occasion},
                        outlet = {.outlet = query->outlet};
  known &= know_words(cli, session, &occasion, VB_NEAREST_OCCASIONS);
  known &= know_words(cli, session, &outlet, VB_NEAREST_OUTLETS);
  if (known) relax(cli, session, query);
}
