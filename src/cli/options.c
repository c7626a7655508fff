/* The command line as data: parser, help pages, man page and completion are made of these tables.
 */
#include <string.h>

#include "cli/cli.h"

#define LISTS                                                                                      \
  (CMD_READ | CMD_LEDGER | CMD_SHOW | CMD_CHECK | CMD_ACTORS | CMD_STATUS | CMD_TRACE | CMD_COPIES)
#define ARCHIVE                                                                                    \
  (CMD_STATUS | CMD_ADD | CMD_LEDGER | CMD_SHOW | CMD_CHECK | CMD_ACTORS | CMD_TRACE | CMD_COPIES)

const vb_option vb_option_table[] = {
    {OPT_ARCHIVE, CMD_ALL, "archive", 'a', "FILE", NULL,
     "the archive to use; without it verbale.db in the current directory"},
    {OPT_LEXICON, CMD_READ | CMD_ADD | CMD_TRACE, "lexicon", 0, "DIR", NULL,
     "adds your own rows to the language data: TSV files named as in lexicon/"},
    {OPT_ALIASES, ARCHIVE & ~CMD_STATUS, "aliases", 0, "FILE", NULL,
     "your own table of actors and their names; without it aliases.tsv beside the archive"},
    {OPT_FORMAT, LISTS, "format", 'f', "FORMAT", "table|json|jsonl|csv",
     "table, json, jsonl or csv; without it a table on a terminal, JSON Lines into a pipe"},
    {OPT_OFFSETS, CMD_READ, "offsets", 0, "UNIT", "bytes|codepoints",
     "what spans count: bytes of UTF-8 (the default) or codepoints"},
    {OPT_BLOCKS, CMD_READ, "blocks", 0, NULL, NULL,
     "instead of articles every block of the page, with the verdict on it and why"},
    {OPT_FACTS, CMD_SHOW, "facts", 0, NULL, NULL,
     "of an article: where its title, days, byline and other facts come from, and why"},
    {OPT_FROM, CMD_LEDGER, "from", 0, "WHO", NULL,
     "sender: a name or surname, an organisation, a country or its code"},
    {OPT_TO, CMD_LEDGER, "to", 0, "WHO", NULL, "recipient, named like a sender"},
    {OPT_FORM, CMD_LEDGER, "form", 0, "FORM",
     "message|verbal message|letter|telegram|card|gift|wreath|call|meeting|visit|statement",
     "message, verbal message, letter, telegram, card, gift, wreath, call, meeting, visit or "
     "statement"},
    {OPT_PURPOSE, CMD_LEDGER, "purpose", 0, "PURPOSE",
     "congratulation|condolence|sympathy|thanks|reply|greeting|notification|invitation|protest|"
     "support|other",
     "congratulation, condolence, sympathy, thanks, reply, greeting, notification, invitation, "
     "protest, support or other"},
    {OPT_OCCASION, CMD_LEDGER, "occasion", 0, "WHAT", NULL,
     "words that stand in the occasion, or its key: founding:KP#63 for one, founding:KP for all "
     "years; --by occasion lists them"},
    {OPT_OUTLET, CMD_LEDGER, "outlet", 0, "WORDS", NULL,
     "words of the outlet or agency of one of the reports"},
    {OPT_SINCE, CMD_LEDGER, "since", 0, "DATE", NULL, "first day: 2021, 2021-03 or 2021-03-23"},
    {OPT_UNTIL, CMD_LEDGER, "until", 0, "DATE", NULL, "last day; 2021 is all of 2021"},
    {OPT_MENTIONED, CMD_LEDGER, "mentioned", 0, "WHICH", "too|not|only",
     "exchanges that reports only mention: too (the default), not or only"},
    {OPT_REPLIES, CMD_LEDGER, "replies-without-original", 0, NULL, NULL,
     "only replies to something that no capture holds, or that is only mentioned"},
    {OPT_BY, CMD_LEDGER, "by", 0, "WHAT", "year|month|counterpart|form|purpose|occasion|outlet",
     "counts instead of rows: by year, month, counterpart, form, purpose, occasion or outlet; "
     "several with a comma: year,counterpart"},
    {OPT_COUNT, CMD_LEDGER, "count", 0, NULL, NULL, "one count instead of rows"},
    {OPT_THREADS, CMD_READ | CMD_ADD | CMD_TRACE, "threads", 'j', "N", NULL,
     "how many threads analyse; without it one for each processor; the output is the same"},
    {OPT_MEMORY, CMD_READ | CMD_ADD | CMD_TRACE, "memory", 0, "MIB", NULL,
     "what one document may take before it is given up with an error; 512 MiB without it"},
    {OPT_BATCH, CMD_ADD, "batch", 0, "N", NULL,
     "how many documents are written in one transaction, and so lost by a crash at most; 1000 "
     "without it"},
    {OPT_SPANS, CMD_TRACE, "spans", 0, "FILE", NULL,
     "traces these stretches and no others: JSON Lines with article, field, start and end (bytes)"},
    {OPT_STYLE, CMD_TRACE, "style", 0, "STYLE", "usual|strict|mending",
     "what is no alteration: usual (the default: spelling, contractions, numerals), strict (only "
     "case at the edges, spelling, points) or mending (articles and inflections too)"},
    {OPT_STRICT, CMD_TRACE, "strict", 0, NULL, NULL,
     "exit status 1 if anything is altered, spliced, misattributed or not found"},
    {OPT_PASSAGES, CMD_ADD, "passages", 0, "WHAT", "all|sparse|anew",
     "what the passage index holds from now on: all (at first), or sparse: every run of four words "
     "only of quotations and of primaries, elsewhere about every third, for a third of the "
     "space; anew makes it again"},
    {OPT_QUIET, CMD_ADD, "quiet", 'q', NULL, NULL, "no progress, no summary; errors only"},
    {OPT_MAN, CMD_HELP, "man", 0, NULL, NULL, "prints the manual page (troff) of all commands"},
    {OPT_HELP, CMD_ALL, "help", 'h', NULL, NULL, "explains the command"},
    {0},
};

const vb_command vb_command_table[] = {
    {CMD_READ, "read", "PATH...", 1, -1, "captures in, clean articles out; needs no archive",
     "Reads captures (HTML pages, plain-text dumps with their menus, JSON Lines, any of them "
     "compressed with gzip or xz) and prints the article of each, or all articles of a bulletin: "
     "clean text, title, byline, agency, outlet, dates, language, and the exchanges that it tells "
     "of, each with the spans "
     "that say so.\n"
     "On a terminal a page alone is printed to be read: its facts, its text with what is said in "
     "it underlined and numbered, who says it, and the exchanges. A line of JSON that is alone "
     "in its file is such a page; several files, folders and more lines are listed in a "
     "table.\n"
     "Folders are walked in sorted order; - is standard input. What a file is, is decided by its "
     "content. Articles come out in input order. A file that cannot be read is one line on "
     "standard error; the others are read all the same and the exit status is 1.",
     "verbale read page.html\n  to be read on a terminal; one JSON object a line into a pipe\n"
     "verbale read page.html --format table | less\n  the same in a pager\n"
     "verbale read captures/ | jq -r .title\n  the titles of a folder\n"
     "curl -s https://example.org/news/1 | verbale read - --format json\n"
     "  a page straight from the network\n"
     "verbale read --blocks page.html\n  why is this paragraph not in the article?\n",
     vb_run_read},
    {CMD_ADD, "add", "PATH...", 0, -1, "captures into the archive; safe to repeat",
     "Adds files and folders to the archive, which is made if it is not there. What is already "
     "there is passed over quickly, so that a folder can be added again whenever something new "
     "lies in it; the order of adding does not matter. Work is written in transactions: after an "
     "interruption, add the same again and it goes on where it stopped.\n"
     "The archive stores texts, facts, evidence and the SHA-256 of every capture, not the captures "
     "themselves: keep those.",
     "verbale add captures/\n  a folder, into verbale.db\n"
     "verbale --archive 2011.db add 2011.jsonl.xz\n  a file of JSON Lines articles, compressed\n"
     "curl -s https://example.org/news/1 | verbale add -\n  one page from standard input\n"
     "verbale add --passages anew\n  the index of passages, again from the articles\n",
     vb_run_add},
    {CMD_LEDGER, "ledger", "[A [B]]", 0, 2, "the exchanges: who sent whom what, when",
     "Prints every exchange once, however many articles report it. A and B name parties on either "
     "side: a name or surname (Kim), a country or its code (Laos, LA), an organisation (\"Red "
     "Cross\"). With both, one stands on each side.\n"
     "The date is the day of the act; where no report tells it, the day of the first report, with "
     "a ~ before it. Exchanges that reports only mention have a * behind their number of "
     "reports. Below a table stands what was searched: a count says nothing without it.",
     "verbale ledger LA --since 2011 --until 2012\n  all with Laos in two years\n"
     "verbale ledger --from VN --form letter --format csv > letters.csv\n  for a spreadsheet\n"
     "verbale ledger LA --by counterpart\n  who exchanged most with Laos\n"
     "verbale ledger LA --by year,counterpart --format csv\n  the same for each year\n"
     "verbale ledger --by occasion\n  which occasions there are, by their keys\n"
     "verbale ledger --occasion founding:LA\n  a national day's messages, year after year\n"
     "verbale ledger --replies-without-original\n  replies to what was never published\n",
     vb_run_ledger},
    {CMD_SHOW, "show", "ID", 1, 1, "one exchange, article, statement or capture, with its evidence",
     "Prints the chain from a row of the ledger to the bytes it rests on: the exchange, each "
     "report with the sentences that say so, the lexicon row that saw it, the article, where its "
     "capture was found, and the capture's SHA-256. On a terminal the decisive words are marked.\n"
     "In an article what somebody says is underlined, with a number and the speaker behind it; the "
     "list below has who said it, how, and the beginning of each statement's id.\n"
     "With --facts, a table of all that the page tells of the article itself: its title, days, "
     "byline, agency and so on, each as JSON-LD, meta elements, lines and the address have it; "
     "what "
     "is believed has a star, the others say what speaks against them.\n"
     "ID is any id, the beginning of one if it fits no other, or the path of a capture.",
     "verbale show x1f0c2a\n  an exchange, by the beginning of its id\n"
     "verbale show captures/page.html\n  the article of a file, with its statements\n"
     "verbale show captures/page.html --facts\n  where its title and its days come from\n"
     "verbale show s5d41402\n  one statement: speaker, cue, words, and where they stand\n"
     "verbale show x1f0c2a --format json | jq .reports[0].sentences\n",
     vb_run_show},
    {CMD_CHECK, "check", "ID", 1, 1, "claims of counts in an article, against the ledger",
     "Finds what an article says of how many exchanges there were (\"exchanged messages seven "
     "times "
     "since late 2011\", \"the third letter this year\", \"their first call since 2019\"), asks "
     "the "
     "ledger the same, and prints the claim, the rows, what was searched, and a verdict:\n"
     "agrees: the ledger holds so many. more: it holds more; the rows are there to be looked at. "
     "fewer: it holds fewer, although the whole period was searched. cannot be judged: a part of "
     "the "
     "period was not searched, and it says which. Whatever the verdict, a ledger holds what its "
     "captures tell, no more.\n"
     "ID is that of an article, a path, or an exchange, whose reports are checked.",
     "verbale check captures/page.html\n  the claims of one page\n"
     "verbale check x1f0c2a --format json | jq -r .claims[].verdict\n",
     vb_run_check},
    {CMD_TRACE, "trace", "WHAT...", 0, -1, "each quotation with its source, and what was changed",
     "Follows every quotation, all reported speech and every copied passage of an article through "
     "the archive to the text that released the words, and says what was made of them: verbatim, "
     "elided, altered, spliced, somebody else's; or that its source is not in the archive. What "
     "was changed stands in the quotation: [-what the source has-]{+what the report has+}.\n"
     "WHAT is an article of the archive (ID, path), one that is not (a file, a folder, JSON "
     "Lines), "
     "or words in quotation marks, which are traced as one quotation. Texts published later are no "
     "sources; undated ones may be.\n"
     "earliest is the first text of the archive with the words, which need not be the one that "
     "released them; hops are the texts that they came over. Of words without a source, nearest "
     "is what comes closest to them in the archive, and no source.",
     "verbale trace captures/page.html\n  every quotation of a page\n"
     "verbale trace \"never walk alone on the long road\"\n  where do these words come from?\n"
     "verbale trace --strict drafts/*.txt\n  before printing: is everything quoted as it was "
     "said?\n"
     "verbale trace captures/ --format jsonl | jq -r .verdict | sort | uniq -c\n",
     vb_run_trace},
    {CMD_COPIES, "copies", "[ID]", 0, 1, "who carries whose text, and how much of it",
     "Lists the articles that share passages with one article: how much of its words, how much of "
     "theirs, and who had them first (from: the other one; to: this one; nothing: neither time nor "
     "attribution tell). What is shared is identical, near_duplicate (nearly all words of both), "
     "truncated (nearly all words of one, in the other), wire_copy (a part, from an agency), part, "
     "or formula: words that many articles of many days have, such as greetings, or that all "
     "articles of an outlet end with. Formulae count nowhere. The shares below the table are those "
     "of all other articles together, and of the earlier ones: what is somebody else's.\n"
     "Without ID: groups of articles with nearly the same text, with how many of them each outlet "
     "has.\n"
     "ID is that of an article, a path, or anything that stands in an article.",
     "verbale copies captures/page.html\n  whose text a page carries, and who carries it\n"
     "verbale copies --format csv > copies.csv\n  all reprints of an archive, for a spreadsheet\n"
     "verbale copies captures/page.html --format json | jq .before\n  what was told before\n",
     vb_run_copies},
    {CMD_ACTORS, "actors", "[NAME]", 0, 1, "who is in the archive, under which names",
     "Lists who sends, receives, talks and speaks: the country, how many names articles give them, "
     "the office told most, how many exchanges and statements, first and last day. NAME is a name, "
     "a surname, a country or an organisation; then all names and offices stand below, with the "
     "days they were told.\n"
     "What verbale cannot know you tell it in a file of your own, aliases.tsv beside the archive "
     "(or --aliases FILE): a table with the columns actor, name and, where you need them, country, "
     "since, until. Lines of one actor are one actor, whatever the names; the same name in lines "
     "of two actors, told apart by country or days, is two. The ledger follows whenever the file "
     "changes, and shows the name that you give; without the file it keeps what it was told last. "
     "docs/archive.md has an example.",
     "verbale actors\n  all, those with most exchanges first\n"
     "verbale actors Kim\n  everybody of that name, with all spellings and offices\n"
     "verbale actors VN --format csv > vietnam.csv\n  a country's, for a spreadsheet\n",
     vb_run_actors},
    {CMD_HELP, "help", "[TOPIC]", 0, 1, "explains a command or a topic",
     "Without a topic: the commands. Topics are the commands, and: formats, ids, dates, exit.",
     "verbale help ledger\n  the page of one command\n"
     "verbale help --man | man -l -\n  all of it as a manual page\n",
     vb_run_help},
    {CMD_COMPLETION, "completion", "SHELL", 1, 1, "prints completion for bash, zsh or fish",
     "Prints a script that completes commands, options and their values.",
     "eval \"$(verbale completion bash)\"\n  in ~/.bashrc\n"
     "verbale completion fish > ~/.config/fish/completions/verbale.fish\n  once\n",
     vb_run_completion},
    {CMD_VERSION, "version", "", 0, 0, "prints the version of code and language data",
     "Every analysed row of an archive carries both, so that one can tell what made it.", "",
     vb_run_version},
    {CMD_STATUS, "", "", 0, 0, "the state of the archive, and what to do next", "", "",
     vb_run_status},
    {0},
};

const vb_command *vb_command_named(const char *name) {
  for (const vb_command *c = vb_command_table; c->name; c++)
    if (!strcmp(c->name, name)) return c;
  return NULL;
}

bool vb_command_planned(const char *name) {
  static const char *const planned[] = {"compare",  "phrase",  "search", "verify",   "export",
                                        "versions", "lexicon", "serve",  "reanalyse"};
  for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
    if (!strcmp(planned[i], name)) return true;
  return false;
}
