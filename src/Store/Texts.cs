using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Store;

/// <summary>Messages of this room for people, Japanese and English side by side.</summary>
internal static class Texts
{
    public const string CommitWaits = "中断した書き込みが残っています / an interrupted commit waits to be finished";
    public const string StagingLeft = "中断した実行の一時ファイルです / left over from an interrupted run";
    public const string StagingNext =
        "記録はそのままです。次に書き込むコマンドが片付けます / the records are as they were; the next command that writes clears this";
    public const string RestoreNext = "バックアップから戻してください / restore a backup";
    public const string FileMissing = "ファイルがありません / the file is missing";
    public const string FileChanged = "ファイルが書き換えられています / the file was changed";
    public const string FileCameBack = "削除したはずのファイルがあります / the file was removed by a commit, but is there";
    public const string FileUnknown = "台帳に記録のないファイルです / no commit wrote this file";

    public static UserError FileRefused(string path, string found) => new(
        ExitCode.Input,
        $"ClaimsWatch が書いたファイルとして読めません（{found}） / not readable as a ClaimsWatch file ({found})",
        path,
        "「claimswatch verify」で確認し、控えから戻してください / run `claimswatch verify`, then restore from a backup");

    public static UserError NotAWorkspace(string root) => new(
        ExitCode.Input,
        "ワークスペースではありません / not a workspace",
        root,
        "「claimswatch init DIR」で作るか、-w で場所を指定してください / create one with `claimswatch init DIR`, or name it with -w");

    public static UserError AlreadyAWorkspace(string root) => new(
        ExitCode.Input,
        "すでにワークスペースです / there is a workspace already",
        root,
        "別の名前を指定してください / choose another folder");

    public static UserError Locked(string root) => new(
        ExitCode.Input,
        "ほかの claimswatch が使用中です / another claimswatch is at work here",
        root,
        "終わるのを待って、もう一度実行してください / wait until it has finished, then run again");

    public static UserError CannotRead(string path, string why) => new(
        ExitCode.Input,
        $"ファイルを読めません（{why}） / the file can't be read ({why})",
        path,
        "名前を確かめ、ほかのプログラムで開いていれば閉じてください / check the name, and close it in other programs");

    public static UserError ArchiveRefused(string path, string why) => new(
        ExitCode.Input,
        $"ZIP ファイルを読めません（{why}） / the ZIP file can't be read ({why})",
        path,
        "中のファイルを取り出してフォルダーに置いてください / unpack it into the folder by hand");

    public static UserError CannotReplace(string path, string why) => new(
        ExitCode.Input,
        $"ファイルを置き換えられません（{why}） / the file can't be replaced ({why})",
        path,
        "Excel などで開いていれば閉じて、もう一度実行してください。記録は失われていません / "
            + "close it in Excel or elsewhere and run again; nothing is lost");

    public static UserError NoRoom(string where) => new(
        ExitCode.Input,
        "ディスクの空きがありません / the disk is full",
        where,
        "空きを作ってから同じコマンドを再実行してください。途中まで書いたものは残りません / "
            + "make room on this disk and run the same command again; nothing is half-written");

    public static UserError StagedFileDamaged(string path) => new(
        ExitCode.Refused,
        "中断した書き込みを続けられません：一時ファイルが台帳の記録と一致しません / "
            + "an interrupted write can't be finished: the staged file is not the one in the ledger",
        path,
        "控えから戻してください / restore from a backup");

    public static UserError KeyMissing(string path) => new(
        ExitCode.Input,
        "鍵ファイルがないか、長さが違います / the key file is missing or of a wrong length",
        path,
        "控えの鍵を戻してください。作り直すと仮名が変わります / restore the key from its backup; a new one would change every pseudonym");

    public static UserError VaultRefused(string path) => new(
        ExitCode.Refused,
        "個人情報の保管ファイルを開けません：鍵が違うか、書き換えられています / "
            + "the vault can't be opened: wrong key, or the file was altered",
        path,
        "控えから戻してください / restore from a backup");

    public static UserError VaultOfOtherVersion(string path) => new(
        ExitCode.Refused,
        "個人情報の保管ファイルの版が違います / the vault was written by another version",
        path,
        "書いた版のプログラムで開いてください / open it with the version that wrote it");

    public static UserError LedgerRefused(string path, string found) => new(
        ExitCode.Refused,
        $"台帳を開けません（{found}） / the ledger can't be opened ({found})",
        path,
        "控えから戻してください / restore from a backup");

    public static UserError DrawnBefore(string path, string round) => new(
        ExitCode.Refused,
        $"{round} の割付は済んでいます。やり直しはできません / {round} was drawn before; there is no second draw",
        path,
        "記録された割付で先に進んでください / go on with the recorded draw");

    public static UserError PostedBefore(string path, string round) => new(
        ExitCode.Refused,
        $"{round} は投函済みと記録されています / {round} is recorded as posted already",
        path,
        "「claimswatch status」で確かめてください / look at `claimswatch status`");

    public static UserError LetterBefore(string path, string round) => new(
        ExitCode.Refused,
        $"{round} で同じ人に2通目は作れません / no second letter to the same person in {round}",
        path,
        "印刷済みのものを使ってください / use what was printed");

    public static string EntryMissing(int seq) => $"記録 {seq} がありません / entry {seq} is missing";

    public static string EntryOutOfChain(int seq) =>
        $"記録 {seq} が前の記録につながりません / entry {seq} does not follow the entry before it";

    public static string EntryChanged(int seq, string kind) =>
        $"記録 {seq}（{kind}）が書き換えられています / entry {seq} ({kind}) was changed";

    public static string TailCut(int last, int seen) =>
        $"台帳は記録 {last} で終わりますが、記録 {seen} まであったはずです / "
            + $"the ledger ends at entry {last}, but a run saw entry {seen}: its tail was cut off";

    public static string EntryNotAsSeen(int seq) => $"記録 {seq} が実行時のものと違います / entry {seq} is not the one a run saw";

    public static string ItemsChanged(int seq, string kind) =>
        $"記録 {seq}（{kind}）の項目が変わっています / entry {seq} ({kind}): an item was changed, added or removed";

    public static string BodyGone(int seq, string kind, int item) =>
        $"記録 {seq}（{kind}）の項目 {item} が記録なく消えています / entry {seq} ({kind}), item {item}: the body is gone without a record";

    public static string BodyChanged(int seq, string kind, int item) =>
        $"記録 {seq}（{kind}）の項目 {item} が書き換えられています / entry {seq} ({kind}), item {item}: the body was changed";

    public static string ManifestDamaged(string why) => $"manifest.json が壊れています（{why}） / a manifest is damaged: {why}";
}
