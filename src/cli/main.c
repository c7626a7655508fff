#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

void vb_cli_complain(const char *format, ...) {
  vb_error line = {0};
  va_list args;
  va_start(args, format);
  vb_fail_with(&line, VB_OK, format, args);
  va_end(args);
  fprintf(stderr, "verbale: %s\n", line.message);
}

int vb_cli_status(int code) {
  switch (code) {
  case VB_OK: return 0;
  case VB_USAGE: return 2;
  case VB_ARCHIVE: return 3;
  default: return 1;
  }
}

int vb_cli_failed(const vb_error *error) {
  vb_cli_complain("%s", error->message);
  return vb_cli_status(error->code);
}

int vb_cli_finish(int status) {
  if (fflush(stdout) || ferror(stdout)) {
    vb_cli_complain("standard output: %s", strerror(errno));
    if (status < 1) status = 1;
  }
  return status;
}

/* Only the terminal table looks at the locale (widths of characters); analysis never does. */
static void use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8")) setlocale(LC_CTYPE, "C.UTF-8");
}

/* Into a file or pipe nothing is cut, unless COLUMNS says how wide. */
static int terminal_columns(bool is_terminal) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col) return size.ws_col;
  int n = vb_str_to_int(vb_str_from(columns));
  return n > 0 ? n : is_terminal ? 80 : 0;
}

/* https://no-color.org: NO_COLOR means colours only. */
static void set_styles(vb_cli *cli) {
  const char *terminal = getenv("TERM"), *no_colour = getenv("NO_COLOR");
  cli->styled = cli->out_is_terminal && terminal && *terminal && strcmp(terminal, "dumb");
  cli->coloured = cli->styled && !(no_colour && *no_colour);
}

/* Were a standard stream closed, the next file opened would take its place, and be written to as
 * output.  What stands there instead fails as a closed one does. */
static void fill_closed_streams(void) {
  for (int fd = 0; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd) return;
}

int main(int argc, char **argv) {
  fill_closed_streams();
  vb_cli cli = {.out_is_terminal = isatty(STDOUT_FILENO), .err_is_terminal = isatty(STDERR_FILENO)};
  set_styles(&cli);
  signal(SIGXFSZ, SIG_IGN); /* a file above the limit is an error like a full disk, no death */
  use_utf8();
  cli.columns = terminal_columns(cli.out_is_terminal);
  if (argc == 2 && !strcmp(argv[1], "--version")) argv[1] = "version";
  int bad = vb_cli_parse(&cli, argc, argv);
  if (bad) return bad;
  if (!vb_cli_has(&cli, OPT_HELP)) return vb_cli_finish(cli.command->run(&cli));
  if (*cli.command->name)
    vb_help_command(cli.command);
  else
    vb_help_general();
  return vb_cli_finish(0);
}
