using System.Globalization;
using System.Text;
using QRCoder;

namespace ClaimsWatch.Documents;

/// <summary>A QR code as the path of an SVG: one unit a module, the quiet zone of four modules around it (ISO/IEC 18004, level
/// M).</summary>
/// <param name="Size">Width and height with the quiet zone, in modules.</param>
/// <param name="Path">The <c>d</c> of a path with every dark module.</param>
public sealed record QrSquare(int Size, string Path)
{
    private const int Quiet = 4;

    /// <summary>The code of a text.</summary>
    /// <param name="text">At most some hundred characters, such as an address on the web.</param>
    public static QrSquare Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Encoding.UTF8.GetBytes(text), QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        // The package brings the quiet zone along; runs of dark modules become one rectangle.
        foreach (var (y, row) in rows.Index())
        {
            for (var x = 0; x < row.Count; x++)
            {
                var from = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h{from - x}z");
                }
            }
        }

        return new QrSquare(rows.Count, path.ToString());
    }

    /// <summary>Dark (1) and light (0) modules without the quiet zone, row by row, for a check against another program.</summary>
    public static IReadOnlyList<string> Modules(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Encoding.UTF8.GetBytes(text), QRCodeGenerator.ECCLevel.M);
        var inner = code.ModuleMatrix.Count - Quiet;
        return [.. code.ModuleMatrix.Take(Quiet..inner)
            .Select(row => string.Concat(Enumerable.Range(Quiet, inner - Quiet).Select(x => row[x] ? '1' : '0')))];
    }
}
