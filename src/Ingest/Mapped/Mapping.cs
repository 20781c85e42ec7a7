using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Columns that are months: one cell a person and month (KDB-like tables).</summary>
/// <param name="Prefix">What stands before the month in such a header.</param>
/// <param name="Suffix">What stands after it.</param>
/// <param name="Field">Field that the cell gives; a blank or zero cell is no receipt.</param>
public sealed record MappingUnpivot(string Prefix, string Suffix, string Field);

/// <summary>A second file whose columns are looked up by a shared key (persons beside receipts).</summary>
/// <param name="FileContains">Text in the name of the second file.</param>
/// <param name="Left">Accepted headers of the key in the first file.</param>
/// <param name="Right">Accepted headers of the key in the second file.</param>
/// <param name="Columns">Fields taken from the second file, with their accepted headers.</param>
public sealed record MappingJoin(
    string FileContains, IReadOnlyList<string> Left, IReadOnlyList<string> Right,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Columns)
{
    /// <summary>Title lines above the header, 0 or more.</summary>
    public int SkipLines { get; init; }
}

/// <summary>
/// Medicines, diagnoses or acts of receipts: rows of a file of their own that name their receipt by a key, or columns of the
/// receipts' own rows, which then repeat the receipt once a line.
/// </summary>
/// <param name="Table">medications, diagnoses or acts.</param>
/// <param name="Columns">Fields of <see cref="MappedFields.Lines"/>, with their accepted headers.</param>
public sealed record MappingLines(string Table, IReadOnlyDictionary<string, IReadOnlyList<string>> Columns)
{
    /// <summary>Text in the names of the files that hold them; empty: the receipts' own rows.</summary>
    public string FileContains { get; init; } = "";

    /// <summary>Accepted headers of the receipt's key in the file of receipts; none for the receipts' own rows.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Accepted headers of the receipt's key in these files; none for the receipts' own rows.</summary>
    public IReadOnlyList<string> Right { get; init; } = [];

    /// <summary>Title lines above the header, 0 or more.</summary>
    public int SkipLines { get; init; }

    /// <summary>Whether every row of a receipt gives one of these too.</summary>
    [JsonIgnore]
    public bool InReceiptRows => FileContains.Length == 0;
}

/// <summary>A file that translates the codes of one field, such as OMOP concepts to YJ codes.</summary>
/// <param name="Field">A field of <see cref="MappedFields.Lines"/>.</param>
/// <param name="FileContains">Text in the name of the file.</param>
/// <param name="From">Accepted headers of the code as the data have it.</param>
/// <param name="To">Accepted headers of the code that the field wants.</param>
public sealed record MappingCodes(string Field, string FileContains, IReadOnlyList<string> From, IReadOnlyList<string> To);

/// <summary>How a CSV of claims that follows no published layout becomes receipts: a JSON file, never code.</summary>
public sealed record Mapping
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Name, part of the ids of receipts without a number of their own.</summary>
    public required string Name { get; init; }

    /// <summary>Text in the names of the receipts' files, for a mapping kept in the workspace;
    /// empty: only files named on the command line.</summary>
    public string FileContains { get; init; } = "";

    /// <summary>auto, cp932 or utf-8.</summary>
    public string Encoding { get; init; } = "auto";

    /// <summary>Title lines above the header, 0 or more.</summary>
    public int SkipLines { get; init; }

    /// <summary>Whether rows of one person, institution, kind and month make one receipt (visits, not receipts, a row).</summary>
    public bool Group { get; init; }

    /// <summary>Accepted headers by field of <see cref="MappedFields"/>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; }

    /// <summary>Values of a field as written → as <see cref="MappedFields"/> wants them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>Values that hold for every row.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Columns that are months, or null.</summary>
    public MappingUnpivot? Unpivot { get; init; }

    /// <summary>A second file, or null.</summary>
    public MappingJoin? Join { get; init; }

    /// <summary>Medicines, diagnoses and acts, at most one entry a table.</summary>
    public IReadOnlyList<MappingLines> Lines { get; init; } = [];

    /// <summary>Files that translate codes.</summary>
    public IReadOnlyList<MappingCodes> Codes { get; init; } = [];

    /// <summary>Whether the numbers name nobody outside the extract, so that no letter can be sent.</summary>
    public bool Pseudonymous { get; init; }

    /// <summary>Whether rows of the receipts' file repeat a receipt, once a line:
    /// its days and points are then read once.</summary>
    [JsonIgnore]
    public bool RepeatsReceipts => Lines.Any(l => l.InReceiptRows);

    /// <summary>Text in the names of files that are not receipts.</summary>
    [JsonIgnore]
    public IEnumerable<string> OtherFiles =>
        Lines.Select(l => l.FileContains).Concat(Codes.Select(c => c.FileContains)).Append(Join?.FileContains ?? "")
            .Where(f => f.Length > 0);

    /// <summary>Whether a mapping kept in the workspace is for a file of this name.</summary>
    public bool IsFor(string name) => FileContains.Length > 0
        && OtherFiles.Append(FileContains).Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a mapping.</summary>
    /// <exception cref="UserError">Not JSON, an unknown key or field, or a field that nothing gives (exit 5).</exception>
    public static Mapping Parse(string text, string where)
    {
        Mapping mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<Mapping>(text, s_json) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new UserError(
                ExitCode.Settings, problem.Message.Split(" Path:")[0], $"{where}: line {problem.LineNumber + 1}, {problem.Path}",
                Texts.MappingNext.Both);
        }

        mapping.Check(where);
        return mapping;
    }

    /// <summary>The mapping as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, s_json) + "\n";

    /// <summary>A value as the program wants it: the constant where the cell is blank,
    /// the translation where there is one.</summary>
    internal string Translate(string field, string text) =>
        text.Length == 0 && Constants.TryGetValue(field, out var constant) ? constant
        : Values.TryGetValue(field, out var values) && values.TryGetValue(text, out var value) ? value
        : text;

    private void Check(string where)
    {
        var given = Columns.Keys.Concat(Constants.Keys.Where(k => MappedFields.All.ContainsKey(k)))
            .Concat(Join?.Columns.Keys ?? [])
            .Concat(Unpivot is null ? [] : [Unpivot.Field]).ToHashSet(StringComparer.Ordinal);
        var lineFields = MappedFields.Lines.Values.SelectMany(t => t.Keys).ToHashSet(StringComparer.Ordinal);
        var unknown = given.FirstOrDefault(f => !MappedFields.All.ContainsKey(f))
            ?? Values.Keys.Concat(Constants.Keys).FirstOrDefault(f => !MappedFields.All.ContainsKey(f) && !lineFields.Contains(f))
            ?? Lines.FirstOrDefault(l => !MappedFields.Lines.ContainsKey(l.Table))?.Table
            ?? Lines.SelectMany(l => l.Columns.Keys.Where(f => !MappedFields.Lines[l.Table].ContainsKey(f))).FirstOrDefault()
            ?? Codes.Select(c => c.Field).FirstOrDefault(f => !Lines.Any(l => l.Columns.ContainsKey(f)));
        if (unknown is not null)
        {
            throw new UserError(
                ExitCode.Settings, Texts.UnknownField(unknown).Both, where,
                string.Join(", ", MappedFields.All.Keys.Concat(lineFields)));
        }

        if (Missing(given) is { } missing)
        {
            throw new UserError(ExitCode.Settings, Texts.MappingLacks(missing).Both, where, Texts.MappingNext.Both);
        }
    }

    private string? Missing(HashSet<string> given)
    {
        var hasMonth = Unpivot is not null || given.Contains(MappedFields.ClaimMonth) || given.Contains(MappedFields.VisitDate);
        if (MappedFields.Required.FirstOrDefault(f => !given.Contains(f)) is { } required)
        {
            return required;
        }

        if (!hasMonth)
        {
            return MappedFields.ClaimMonth;
        }

        if (SkipLines < 0 || Encoding is not ("auto" or "cp932" or "utf-8"))
        {
            return "encoding, skip_lines";
        }

        foreach (var lines in Lines)
        {
            if (!MappedFields.CodeOf(lines.Table).Any(lines.Columns.ContainsKey))
            {
                return $"lines {lines.Table}: {string.Join(" / ", MappedFields.CodeOf(lines.Table))}";
            }

            if (lines.InReceiptRows ? Unpivot is not null : lines.Left.Count == 0 || lines.Right.Count == 0)
            {
                return $"lines {lines.Table}: file_contains, left, right";
            }
        }

        return Lines.GroupBy(l => l.Table).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"lines {twice.Key} (one entry)"
            : Codes.Any(c => c.FileContains.Length == 0 || c.From.Count == 0 || c.To.Count == 0)
            ? "codes: file_contains, from, to"
            : null;
    }
}
