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
    IReadOnlyDictionary<string, IReadOnlyList<string>> Columns);

/// <summary>What data of this kind can be used for (decisions A2).</summary>
/// <param name="Use">Rule, exclusion or outcome.</param>
/// <param name="Verdict">can, partly, cannot.</param>
/// <param name="Why">One sentence.</param>
public sealed record MappingFeed(string Use, string Verdict, string Why);

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

    /// <summary>What it can feed; for people.</summary>
    public IReadOnlyList<MappingFeed> Feeds { get; init; } = [];

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

    private void Check(string where)
    {
        var given = Columns.Keys.Concat(Constants.Keys).Concat(Join?.Columns.Keys ?? []).Concat(Unpivot is null ? [] : [Unpivot.Field])
            .ToHashSet(StringComparer.Ordinal);
        var unknown = given.Concat(Values.Keys).FirstOrDefault(f => !MappedFields.All.ContainsKey(f));
        if (unknown is not null)
        {
            throw new UserError(
                ExitCode.Settings, Texts.UnknownField(unknown).Both, where, string.Join(", ", MappedFields.All.Keys));
        }

        var hasMonth = Unpivot is not null || given.Contains(MappedFields.ClaimMonth) || given.Contains(MappedFields.VisitDate);
        var missing = MappedFields.Required.FirstOrDefault(f => !given.Contains(f)) ?? (hasMonth ? null : MappedFields.ClaimMonth);
        if (missing is not null || SkipLines < 0 || Encoding is not ("auto" or "cp932" or "utf-8"))
        {
            throw new UserError(
                ExitCode.Settings, Texts.MappingLacks(missing ?? "encoding, skip_lines").Both, where, Texts.MappingNext.Both);
        }
    }
}
