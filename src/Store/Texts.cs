using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Store;

/// <summary>Messages of this room for people, Japanese and English side by side.</summary>
internal static class Texts
{
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

    public static UserError CannotReplace(string path, string why) => new(
        ExitCode.Input,
        $"ファイルを置き換えられません（{why}） / the file can't be replaced ({why})",
        path,
        "Excel などで開いていれば閉じて、もう一度実行してください。記録は失われていません / "
            + "close it in Excel or elsewhere and run again; nothing is lost");

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

    public static UserError LedgerRefused(string path, string found) => new(
        ExitCode.Refused,
        $"台帳を開けません（{found}） / the ledger can't be opened ({found})",
        path,
        "控えから戻してください / restore from a backup");
}
