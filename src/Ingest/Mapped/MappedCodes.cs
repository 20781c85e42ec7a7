using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Code tables of a delivery: what a field says → what it means.
/// A code that no table has becomes blank and is counted.</summary>
internal sealed class MappedCodes
{
    private readonly Dictionary<string, Dictionary<string, string>> _byField = new(StringComparer.Ordinal);

    /// <summary>Reads the tables.</summary>
    /// <exception cref="UserError">A table did not come, or lacks a column.</exception>
    public MappedCodes(Mapping mapping, IReadOnlyList<ByteSource> others, string where)
    {
        foreach (var codes in mapping.Codes)
        {
            var files = MappedTable.Named(others, codes.FileContains);
            if (files.Count == 0)
            {
                throw new UserError(ExitCode.Input, Texts.JoinMissing(codes.FileContains).Both, where, Texts.MappingNext.Both);
            }

            var table = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var sheet in files.Select(f => MappedSheet.Open(f, mapping, 0)))
            {
                var (from, to) = (sheet.Required("codes from", codes.From), sheet.Required("codes to", codes.To));
                foreach (var record in sheet.Records)
                {
                    table.TryAdd(Fold(MappedSheet.At(record, from)), MappedSheet.At(record, to));
                }
            }

            _byField[codes.Field] = table;
        }
    }

    /// <summary>Lines with a code that no table translates.</summary>
    public int Unmapped { get; private set; }

    /// <summary>Whether a field is translated.</summary>
    public bool Has(string field) => _byField.ContainsKey(field);

    /// <summary>The field as the program wants it.</summary>
    public string Translate(string field, string text)
    {
        if (!_byField.TryGetValue(field, out var table) || text.Length == 0)
        {
            return text;
        }

        if (table.TryGetValue(Fold(text), out var meant) && meant.Length > 0)
        {
            return meant;
        }

        Unmapped++;
        return "";
    }

    private static string Fold(string code) => KanaWidth.Fold(code).Trim();
}
