using System.Text;

namespace ClaimsWatch.Documents;

/// <summary>
/// One record of a CSV file: the line it starts on (1-based), its fields, and what is wrong with it, if anything.
/// </summary>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields, string? Problem = null);

/// <summary>Comma-separated text as RFC 4180 has it, for files that staff exchange with the program.</summary>
public static class CsvText
{
    /// <summary>Longest field that is read, in characters; longer ones are a broken quote, not data.</summary>
    public const int FieldLengthMax = 32_767;

    private static readonly System.Buffers.SearchValues<char> NeedsQuotes = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>All rows as text, CRLF at the end of each, fields quoted only where they must be.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var builder = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0)
                {
                    builder.Append(',');
                }

                AppendField(builder, row[i], onlyField: row.Count == 1);
            }

            builder.Append("\r\n");
        }

        return builder.ToString();
    }

    /// <summary>The same in UTF-8; with a byte order mark Excel opens Japanese rightly.</summary>
    public static byte[] WriteUtf8(IEnumerable<IReadOnlyList<string>> rows, bool byteOrderMark = true)
    {
        var encoding = new UTF8Encoding(byteOrderMark, throwOnInvalidBytes: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(Write(rows))];
    }

    /// <summary>
    /// Records in file order; empty lines are skipped, LF, CR and CRLF all end a line, a leading BOM is dropped.
    /// </summary>
    public static IReadOnlyList<CsvRow> Read(string text) => [.. Rows(text)];

    /// <summary>The same one after another: a million records need not lie in memory at once.</summary>
    public static IEnumerable<CsvRow> Rows(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Scan(text);
    }

    private static IEnumerable<CsvRow> Scan(string text)
    {
        var scanner = new Scanner(text);
        while (scanner.Next() is { } row)
        {
            if (row.Problem is not null || row.Fields.Count > 1 || row.Fields[0].Length > 0)
            {
                yield return row;
            }
        }
    }

    private static void AppendField(StringBuilder builder, string field, bool onlyField)
    {
        // A lone empty field must be quoted or its record would look like an empty line; outer spaces are kept by quotes.
        var quoted = field.AsSpan().ContainsAny(NeedsQuotes)
            || (onlyField && field.Length == 0)
            || (field.Length > 0 && (char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])));
        if (quoted)
        {
            builder.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            builder.Append(field);
        }
    }

    private sealed class Scanner(string text)
    {
        private int _at = text.StartsWith('\uFEFF') ? 1 : 0;
        private int _line = 1;

        public CsvRow? Next()
        {
            if (_at >= text.Length)
            {
                return null;
            }

            var start = _line;
            var fields = new List<string>();
            string? problem = null;
            while (true)
            {
                var field = _at < text.Length && text[_at] == '"' ? Quoted(ref problem) : Plain(ref problem);
                if (field.Length > FieldLengthMax)
                {
                    problem ??= $"field {fields.Count + 1} is longer than {FieldLengthMax} characters";
                }

                fields.Add(field);
                if (_at < text.Length && text[_at] == ',')
                {
                    _at++;
                    continue;
                }

                EndLine();
                return new CsvRow(start, fields, problem);
            }
        }

        private string Plain(ref string? problem)
        {
            var start = _at;
            while (_at < text.Length && text[_at] is not (',' or '\r' or '\n'))
            {
                if (text[_at] == '"')
                {
                    problem ??= "a quotation mark inside a field that is not quoted";
                }

                _at++;
            }

            return text[start.._at];
        }

        private string Quoted(ref string? problem)
        {
            var field = new StringBuilder();
            _at++;
            while (_at < text.Length)
            {
                var c = text[_at++];
                if (c == '"' && _at < text.Length && text[_at] == '"')
                {
                    field.Append('"');
                    _at++;
                }
                else if (c == '"')
                {
                    SkipToSeparator(ref problem);
                    return field.ToString();
                }
                else
                {
                    CountLine(c);
                    field.Append(c);
                }
            }

            problem ??= "a quoted field is not closed before the end of the file";
            return field.ToString();
        }

        private void SkipToSeparator(ref string? problem)
        {
            while (_at < text.Length && text[_at] is not (',' or '\r' or '\n'))
            {
                problem ??= "text after the closing quotation mark";
                _at++;
            }
        }

        private void EndLine()
        {
            if (_at >= text.Length)
            {
                return;
            }

            var c = text[_at++];
            if (c == '\r' && _at < text.Length && text[_at] == '\n')
            {
                _at++;
            }

            _line++;
        }

        private void CountLine(char c)
        {
            var endsLine = c == '\n' || (c == '\r' && (_at >= text.Length || text[_at] != '\n'));
            _line += endsLine ? 1 : 0;
        }
    }
}
