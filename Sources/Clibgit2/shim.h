#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

// git_libgit2_opts is variadic, which Swift cannot call: one plain function for each option in use.

static inline int partnerctl_git_set_fsync(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

// Repository extensions that change nothing in what is read or written here. Without this a partial clone could not
// even be opened; a blob it lacks is then reported as missing.
static inline int partnerctl_git_accept_extensions(void) {
  const char *accepted[] = {"partialclone", "worktreeconfig", "preciousobjects"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, accepted, (size_t)3);
}

static inline int partnerctl_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

// The C library shows syncfs only to sources compiled with _GNU_SOURCE, which Swift's view of it is not.
extern int syncfs(int descriptor);

static inline int partnerctl_sync_file_system(int descriptor) { return syncfs(descriptor); }
