import Clibgit2
import Glibc

extension git_index_entry {
  /// Tells whether this is the entry of a regular file without conflict.
  var isRegularFile: Bool {
    mode & UInt32(S_IFMT) == UInt32(S_IFREG) && stage == 0
  }

  /// Zero, or which side of a conflict the entry is.
  var stage: Int {
    Int(flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK)) >> Int(GIT_INDEX_ENTRY_STAGESHIFT)
  }

  /// Tells whether a sparse checkout left the file out of the working tree.
  var isLeftOut: Bool {
    flags_extended & UInt16(truncatingIfNeeded: GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0
  }

  /// Tells whether the file's time of change was strictly before `time`, in whole seconds.
  ///
  /// As packaged, git compares no smaller parts: it would trust an entry that changed later in the same second.
  func isOlder(than time: timespec) -> Bool {
    Int(mtime.seconds) < Int(Int32(truncatingIfNeeded: time.tv_sec))
  }

  /// Records the state of the file, by which git later knows that it has not changed.
  mutating func take(_ status: stat) {
    ctime = git_index_time(status.st_ctim)
    mtime = git_index_time(status.st_mtim)
    dev = UInt32(truncatingIfNeeded: status.st_dev)
    ino = UInt32(truncatingIfNeeded: status.st_ino)
    uid = status.st_uid
    gid = status.st_gid
    file_size = UInt32(truncatingIfNeeded: status.st_size)
  }

  /// Tells whether the file is in the state that was recorded.
  func matches(_ status: stat) -> Bool {
    var present = git_index_entry()
    present.take(status)
    return ctime == present.ctime && mtime == present.mtime && ino == present.ino && uid == present.uid
      && gid == present.gid && file_size == present.file_size
  }
}

extension git_index_time {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
  }

  fileprivate static func == (left: git_index_time, right: git_index_time) -> Bool {
    left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
  }
}
