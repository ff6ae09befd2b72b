//! Errors of saving and opening: the browser, the disk, the network.

errors! {
    "quota_exceeded" QUOTA_EXCEEDED: "存储空间已满，最近的修改没有保存。", "The storage is full: the latest changes are not saved.";
        QUOTA_EXCEEDED_NEXT: "请先导出数据，再释放磁盘空间或删除不用的工作区，然后重试。", "Export first, then free disk space or delete a workspace you do not need, and retry.";
    "unavailable" UNAVAILABLE: "此浏览器不允许保存数据（可能是隐私浏览模式）。", "This browser does not let the page keep data (perhaps a private window).";
        UNAVAILABLE_NEXT: "可以继续使用，但关闭页面前请导出；或在普通窗口中打开。", "You can go on, but export before you close the page; or open it in an ordinary window.";
    "blocked" BLOCKED: "另一个标签页还在使用旧版本的数据。", "Another tab still uses the data in an older version.";
        BLOCKED_NEXT: "请关闭其他漏斗标签页，然后重试。", "Close the other Loudou tabs and retry.";
    "newer_version" NEWER_VERSION: "数据由更新版本的漏斗保存。", "The data was saved by a newer Loudou.";
        NEWER_VERSION_NEXT: "请重新加载页面以获取新版本；数据没有改动。", "Reload the page to get the new version; the data is untouched.";
    "read_only" READ_ONLY: "数据由更新版本的漏斗保存，这里只能查看和导出。", "A newer Loudou saved this data: here it can be read and exported only.";
        READ_ONLY_NEXT: "请重新加载页面以获取新版本；如果仍然只读，请在那个新版本中打开。", "Reload the page to get the new version; if it stays read-only, open it in that newer one.";
    "corrupt" CORRUPT: "部分存储的数据已损坏，已隔离。", "Part of the stored data is damaged and was set aside.";
        CORRUPT_NEXT: "其余数据正常。请导出损坏的部分，并从备份恢复缺少的记录。", "The rest is sound. Export the damaged part and restore the missing records from a backup.";
    "root_damaged" ROOT_DAMAGED: "这个工作区的目录已损坏，无法打开。", "This workspace's directory is damaged, so it cannot be opened.";
        ROOT_DAMAGED_NEXT: "原有数据没有改动。请从备份文件或备份文件夹打开最近的备份。", "What is stored is untouched. Open the latest backup from a file or your backup folder.";
    "aborted" ABORTED: "浏览器没有完成保存，修改还在内存中。", "The browser did not finish saving; the changes are still in memory.";
        ABORTED_NEXT: "请重试；如果仍然失败，请先导出数据再重新加载。", "Retry; if it fails again, export before you reload.";
    "closed" CLOSED: "浏览器里的这个工作区已被删除或关闭，您看到的内容还在内存中。", "The browser deleted or closed this workspace's data; what you see is still in memory.";
        CLOSED_NEXT: "请重新保存，或先导出数据；在此之前不要关闭页面。", "Save it anew, or export it first; do not close the page before.";
    "stale" STALE: "数据刚刚有了新的修改。", "The data has just been changed.";
        STALE_NEXT: "已读取新的数据，请再试一次。", "The new data has been read: try again.";
    "no_workspace" NO_WORKSPACE: "这台设备上没有这个工作区。", "This workspace is not on this device.";
        NO_WORKSPACE_NEXT: "请选择另一个工作区，或打开文件。", "Choose another workspace or open a file.";
    "snapshot_failed" SNAPSHOT_FAILED: "快照没有保存成功，操作没有开始。", "The snapshot could not be written, so nothing was begun.";
        SNAPSHOT_FAILED_NEXT: "请释放空间后重试；数据没有改动。", "Free some space and retry; the data is untouched.";
    "folder_failed" FOLDER_FAILED: "备份文件夹无法读写。", "The backup folder cannot be read or written.";
        FOLDER_FAILED_NEXT: "请检查文件夹是否还在、磁盘是否已满，或换一个文件夹。", "See whether it is still there and the disk has room, or choose another folder.";
    "taken_back_too_late" TAKEN_BACK_TOO_LATE: "已经无法分清之后改了哪些记录。", "It can no longer be told what was written since.";
        TAKEN_BACK_TOO_LATE_NEXT: "请先撤销之后的整体替换，或与快照比较后逐条恢复。", "Undo the later replacement first, or compare with the snapshot and restore single rows.";
    "part_missing" PART_MISSING: "这一部分没有加载成功。", "This part of the app could not be loaded.";
        PART_MISSING_NEXT: "请检查网络后重试；如果漏斗刚刚更新，请重新加载页面。", "Check the network and retry; if Loudou was just updated, reload the page.";
    "worker_broke" WORKER_BROKE: "处理中断了：可能是文件太大、内存不足，或没有加载成功。", "The work broke off: the file may be too big for the memory, or a part of the app could not be loaded.";
        WORKER_BROKE_NEXT: "数据没有改动。请重试；如果仍然中断，请关闭其他标签页，或把文件拆小。", "The data is untouched. Retry; if it breaks off again, close other tabs or split the file.";
    "other" OTHER: "发生了意外错误。", "Something unexpected went wrong.";
        OTHER_NEXT: "请先导出数据，再重新加载页面。", "Export your data, then reload the page.";
}
