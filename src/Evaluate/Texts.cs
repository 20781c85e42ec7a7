namespace ClaimsWatch.Evaluate;

/// <summary>Words of this room for people: messages in English, report text in Japanese with English beside it.</summary>
internal static partial class Texts
{
    public const string PanelEmpty = "パネルのファイルが空です。 The panel file is empty.";

    public const string PanelNoUsableRow = "使える行が1行もありません。 No row of the panel can be used.";

    public const string PanelNext =
        "1行目に列名を書き、1人1か月を1行にしてください。 Put column names on line 1 and one person-month a row (see export panel).";

    public static string PanelColumnTwice(string name) => $"列 {name} が2つあります。 Column {name} stands twice.";

    public static string PanelColumnsMissing(IReadOnlyList<string> names) =>
        $"必要な列がありません: {string.Join(", ", names)} Required columns are missing.";

    public static string PanelColumnsAccepted(IReadOnlyList<string> required, IReadOnlyList<string> optional) =>
        $"必要な列 required: {string.Join(",", required)} / 任意の列 optional: {string.Join(",", optional)}";
}
