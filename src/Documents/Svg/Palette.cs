using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Documents.Svg;

/// <summary>
/// Colours, dashes and markers of series: told apart in grey print and by colour-blind readers (Okabe–Ito colours, darkened).
/// </summary>
internal static class Palette
{
    private static readonly string[] Colours = ["#00507a", "#b34700", "#00735a", "#7a4a6e", "#6b5900", "#333333"];
    private static readonly string[] Dashes = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2"];

    /// <summary>Colour of the n-th series.</summary>
    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>Dash array of the n-th series; the first is solid.</summary>
    public static string Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>Draws the marker of the n-th series: filled circle, square, open triangle, open diamond, in turn.</summary>
    public static void Marker(SvgCanvas canvas, int index, double x, double y)
    {
        var colour = Colour(index);
        switch (index % 4)
        {
            case 0:
                canvas.Circle(x, y, 3.5, colour, colour);
                break;
            case 1:
                canvas.Rectangle(x - 3.5, y - 3.5, 7, 7, "#fff", colour, 1.5);
                break;
            case 2:
                canvas.Polygon([(x, y - 4.5), (x + 4.5, y + 3.5), (x - 4.5, y + 3.5)], colour, colour);
                break;
            default:
                canvas.Polygon([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], "#fff", colour);
                break;
        }
    }

    /// <summary>An identifier of ten characters made from content.</summary>
    public static string IdOf(params IReadOnlyList<string> parts) =>
        "g" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..9];
}
