namespace ClaimsWatch.Notify.Letters;

/// <summary>Template sets that come with the program; nobody of decisions A10 has read them, so they print as 見本.</summary>
public static class ShippedTemplates
{
    /// <summary>The set that is used if none is chosen.</summary>
    public const string Default = "standard";

    /// <summary>Names: letters, slips in other languages, companions.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Default, "large", "easy", "reminder", "closing",
        "insert-en", "insert-zh", "insert-ko", "insert-vi", "insert-pt",
        "leaflet", "card", "pharmacy-notice", "association-letter", "area-meeting", "prescriber", "show-sheet",
        "call-script", "visit-form",
        "extraction-request", "it-form",
    ];

    private static readonly Lazy<IReadOnlyList<LetterTemplate>> Sets = new(() => [.. Names.Select(Read)]);

    /// <summary>All sets.</summary>
    public static IReadOnlyList<LetterTemplate> All => Sets.Value;

    /// <summary>One set; null if there is none of that name.</summary>
    public static LetterTemplate? Find(string name) => All.FirstOrDefault(set => set.Card.Id == name);

    /// <summary>The card of a set as it was written, to copy.</summary>
    public static string CardText(string name) => Resources.Text($"templates/{name}/template.json");

    /// <summary>JSON schema of a card, for editors.</summary>
    public static string CardSchema => Resources.Text($"templates/{CardSchemaName}");

    /// <summary>File name of the schema.</summary>
    public const string CardSchemaName = "template.schema.json";

    private static LetterTemplate Read(string name) => LetterTemplate.Load(
        CardText(name),
        Resources.Text($"templates/{name}/letter.hbs"),
        // Every set shares the geometry of the page; what it does otherwise comes after.
        Resources.Text("templates/standard/letter.css") + (name == Default ? "" : Resources.Text($"templates/{name}/letter.css")),
        $"{name}/template.json");
}
