/* Gives every file named on the command line, or in a named folder, to a fuzz target: the corpora
 * are ordinary tests. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path) {
  FILE *f = fopen(path, "rb");
  long size = f && !fseek(f, 0, SEEK_END) ? ftell(f) : -1;
  uint8_t *data = size < 0 ? NULL : malloc((size_t)size + 1);
  if (data) {
    rewind(f);
    LLVMFuzzerTestOneInput(data, fread(data, 1, (size_t)size, f));
  } else {
    fprintf(stderr, "%s: cannot read\n", path);
  }
  free(data);
  if (f) fclose(f);
  return !data;
}

static int replay_folder(const char *path) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  int bad = 0, n = 0;
  while (folder && (entry = readdir(folder))) {
    char file[4096];
    if (entry->d_name[0] == '.') continue;
    snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
    bad |= replay_file(file);
    n++;
  }
  if (folder) closedir(folder);
  if (!n) fprintf(stderr, "%s: no corpus\n", path);
  return bad || !n;
}

int main(int argc, char **argv) {
  int bad = argc < 2;
  for (int i = 1; i < argc; i++) {
    struct stat info;
    if (!stat(argv[i], &info) && S_ISDIR(info.st_mode))
      bad |= replay_folder(argv[i]);
    else
      bad |= replay_file(argv[i]);
  }
  return bad;
}
