/* A disk whose power is cut, loaded before a program (LD_PRELOAD): what the program writes to the files of one folder is kept apart
 * until it is synced, and at random moments an image is made of what the disk would hold if the power went now: everything that was
 * synced, and of the rest any part, down to single sectors. At the last image the program dies.
 *
 *   DISK_FOLDER  the folder; files in folders within it are not looked at
 *   DISK_IMAGES  where images go: <n>/<file>; "cut <n>" is written to stdout before what is in the image is decided
 *   DISK_COUNT   how many images; none: no cuts, only what DISK_ORDERS says
 *   DISK_EVERY   about how many writes and syncs there are between two of them
 *   DISK_SEED    of all that is random
 *   DISK_LIES    set: a sync does nothing and says that it did
 *   DISK_ORDERS  a file with "fsync <errno>" or "write <errno>": while it is there, those calls fail so; "room <bytes>": so much is free
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_FILES = 4096, MOST_HANDLES = 4096, SECTOR = 512 };

struct change { /* a write, or a truncation where bytes is NULL */
  off_t at;
  size_t length;
  char *bytes;
  struct change *next;
};

struct file {
  char name[128];
  int is_linked, was_linked; /* now, and as of the last sync of the folder */
  char *synced;
  size_t synced_length;
  struct change *first, *last;
};

static struct file files[MOST_FILES];
static int file_count;
static int handles[MOST_HANDLES]; /* 0: not ours, -1: the folder, n: file n - 1 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *images, *orders;
static long image_count, every, images_made, calls_to_go;
static int lies;
static uint64_t state;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int), (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_statfs)(const char *, struct statfs *);

static uint64_t chance(uint64_t below) { /* splitmix64 */
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return (z ^ (z >> 31)) % below;
}

static long number(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

__attribute__((constructor)) static void start(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_statfs = dlsym(RTLD_NEXT, "statfs64");
  folder = getenv("DISK_FOLDER");
  images = getenv("DISK_IMAGES");
  orders = getenv("DISK_ORDERS");
  image_count = number("DISK_COUNT");
  every = number("DISK_EVERY");
  lies = getenv("DISK_LIES") != NULL;
  state = (uint64_t)number("DISK_SEED");
  calls_to_go = image_count > 0 ? 1 + (long)chance(2 * every) : 0;
}

static void broken(const char *why) {
  fprintf(stderr, "disk.c: %s\n", why);
  _exit(99);
}

/* The part of a path that names a file of the folder; NULL where it names none. "" is the folder itself. */
static const char *name_of(const char *path) {
  size_t length = folder == NULL ? 0 : strlen(folder);
  if (length == 0 || strncmp(path, folder, length) != 0) return NULL;
  if (path[length] == 0) return "";
  if (path[length] != '/' || strchr(path + length + 1, '/') != NULL) return NULL;
  return path + length + 1;
}

static struct file *find(const char *name) {
  for (int i = file_count - 1; i >= 0; i--)
    if (files[i].is_linked && strcmp(files[i].name, name) == 0) return &files[i];
  return NULL;
}

static void forget(struct file *file) {
  while (file->first != NULL) {
    struct change *next = file->first->next;
    free(file->first->bytes);
    free(file->first);
    file->first = next;
  }
  file->last = NULL;
}

static char *grown(char *bytes, size_t *length, size_t to) {
  if (to <= *length) return bytes;
  bytes = realloc(bytes, to);
  memset(bytes + *length, 0, to - *length);
  *length = to;
  return bytes;
}

static void add(struct file *file, off_t at, const void *bytes, size_t length) {
  struct change *change = calloc(1, sizeof *change);
  change->at = at;
  change->length = length;
  if (bytes != NULL) change->bytes = memcpy(malloc(length + 1), bytes, length);
  if (file->last == NULL) file->first = change;
  else file->last->next = change;
  file->last = change;
}

/* keep: of 4 sectors, how many; 4: all. */
static char *applied(const struct file *file, size_t *length, int keep) {
  *length = file->synced_length;
  char *bytes = memcpy(malloc(*length + 1), file->synced == NULL ? "" : file->synced, *length);
  for (const struct change *change = file->first; change != NULL; change = change->next) {
    if (change->bytes == NULL) {
      if ((int)chance(4) >= keep) continue;
      bytes = grown(bytes, length, (size_t)change->at);
      *length = (size_t)change->at;
      continue;
    }
    for (size_t from = 0; from < change->length;) {
      size_t sector = SECTOR - (size_t)(change->at + (off_t)from) % SECTOR;
      size_t some = change->length - from < sector ? change->length - from : sector;
      if ((int)chance(4) < keep) {
        bytes = grown(bytes, length, (size_t)change->at + from + some);
        memcpy(bytes + change->at + from, change->bytes + from, some);
      }
      from += some;
    }
  }
  return bytes;
}

static void make_image(void) {
  char path[8192];
  int length = snprintf(path, sizeof path, "cut %ld\n", images_made);
  if (real_write(1, path, (size_t)length) != length) broken("stdout takes nothing");
  snprintf(path, sizeof path, "%s/%ld", images, images_made);
  if (mkdir(path, 0700) != 0) broken("no folder for an image");
  int keep = (int)chance(5);
  for (int i = 0; i < file_count; i++) {
    const struct file *file = &files[i];
    if (!file->is_linked && !file->was_linked) continue;
    if (file->is_linked != file->was_linked && chance(2) == 0) continue;
    size_t size;
    char *bytes = applied(file, &size, keep);
    snprintf(path, sizeof path, "%s/%ld/%s", images, images_made, file->name);
    int handle = real_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (handle < 0 || real_write(handle, bytes, size) != (ssize_t)size) broken("an image could not be written");
    real_close(handle);
    free(bytes);
  }
  images_made++;
}

/* Before each call that changes something on the disk. */
static void tick(void) {
  if (calls_to_go == 0 || --calls_to_go > 0) return;
  make_image();
  if (images_made == image_count) _exit(0);
  calls_to_go = 1 + (long)chance(2 * every);
}

/* What the order for a kind of call says; 0 where there is none. */
static long order(const char *kind) {
  char text[64] = {0};
  int handle = orders == NULL ? -1 : real_open(orders, O_RDONLY);
  if (handle < 0) return 0;
  ssize_t length = read(handle, text, sizeof text - 1);
  real_close(handle);
  size_t words = strlen(kind);
  return length > 0 && strncmp(text, kind, words) == 0 ? atol(text + words) : 0;
}

static struct file *file_of(int handle) {
  return handle >= 0 && handle < MOST_HANDLES && handles[handle] > 0 ? &files[handles[handle] - 1] : NULL;
}

static int opened(const char *path, int flags, mode_t mode) {
  const char *name = name_of(path);
  if (name == NULL) return real_open(path, flags, mode);
  pthread_mutex_lock(&lock);
  int handle = real_open(path, flags, mode);
  if (handle >= MOST_HANDLES) broken("too many handles");
  if (handle >= 0 && *name == 0) handles[handle] = -1;
  else if (handle >= 0) {
    struct file *file = find(name);
    if (file == NULL) {
      struct stat known;
      if (fstat(handle, &known) != 0 || known.st_size != 0) broken("a file was there before");
      if (file_count == MOST_FILES || strlen(name) >= sizeof file->name) broken("too many files");
      file = &files[file_count++];
      strcpy(file->name, name);
      file->is_linked = 1;
    } else if (flags & O_TRUNC) add(file, 0, NULL, 0);
    handles[handle] = (int)(file - files) + 1;
  }
  pthread_mutex_unlock(&lock);
  return handle;
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opened(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opened(path, flags, mode);
}

int close(int handle) {
  if (handle < 0 || handle >= MOST_HANDLES || handles[handle] == 0) return real_close(handle);
  pthread_mutex_lock(&lock);
  handles[handle] = 0;
  int result = real_close(handle);
  pthread_mutex_unlock(&lock);
  return result;
}

static ssize_t written(int handle, const void *bytes, size_t length, off_t at, int is_placed) {
  struct file *file = file_of(handle);
  if (file == NULL) return is_placed ? real_pwrite(handle, bytes, length, at) : real_write(handle, bytes, length);
  pthread_mutex_lock(&lock);
  ssize_t result = -1;
  int trouble = (int)order("write");
  if (trouble == 0) {
    tick();
    off_t place = is_placed ? at : lseek(handle, 0, SEEK_CUR);
    result = is_placed ? real_pwrite(handle, bytes, length, at) : real_write(handle, bytes, length);
    trouble = errno;
    if (result > 0) add(file, place, bytes, (size_t)result);
  }
  pthread_mutex_unlock(&lock);
  errno = trouble;
  return result;
}

ssize_t write(int handle, const void *bytes, size_t length) { return written(handle, bytes, length, 0, 0); }
ssize_t pwrite64(int handle, const void *bytes, size_t length, off_t at) { return written(handle, bytes, length, at, 1); }
ssize_t pwrite(int handle, const void *bytes, size_t length, off_t at) { return written(handle, bytes, length, at, 1); }

int ftruncate64(int handle, off_t length) {
  struct file *file = file_of(handle);
  if (file == NULL) return real_ftruncate(handle, length);
  pthread_mutex_lock(&lock);
  tick();
  int result = real_ftruncate(handle, length);
  if (result == 0) add(file, length, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int handle, off_t length) { return ftruncate64(handle, length); }

static int synced(int handle, int (*real)(int)) {
  if (handle < 0 || handle >= MOST_HANDLES || handles[handle] == 0) return real(handle);
  pthread_mutex_lock(&lock);
  int trouble = (int)order("fsync");
  if (trouble == 0) {
    tick();
    struct file *file = file_of(handle);
    if (lies) {
    } else if (file == NULL) {
      for (int i = 0; i < file_count; i++) files[i].was_linked = files[i].is_linked;
    } else {
      size_t length;
      char *bytes = applied(file, &length, 4);
      free(file->synced);
      file->synced = bytes;
      file->synced_length = length;
      forget(file);
    }
  }
  pthread_mutex_unlock(&lock);
  errno = trouble;
  return trouble == 0 ? 0 : -1;
}

int fsync(int handle) { return synced(handle, real_fsync); }
int fdatasync(int handle) { return synced(handle, real_fdatasync); }

int unlink(const char *path) {
  const char *name = name_of(path);
  if (name == NULL) return real_unlink(path);
  pthread_mutex_lock(&lock);
  tick();
  int result = real_unlink(path);
  struct file *file = find(name);
  if (result == 0 && file != NULL) file->is_linked = 0;
  pthread_mutex_unlock(&lock);
  return result;
}

int statfs64(const char *path, struct statfs64 *result) {
  int status = real_statfs(path, (struct statfs *)result);
  long room = order("room");
  if (status == 0 && room > 0) result->f_bavail = (unsigned long)room / (unsigned long)result->f_bsize;
  return status;
}
