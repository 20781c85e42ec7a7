namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Bin numbers by row, four features side by side: one read gives four, and the far-apart rows of a deep node cost a quarter of
/// the waiting. Features beyond the last are all in bin 0.
/// </summary>
internal sealed class Codes
{
    /// <summary>Features in a block.</summary>
    public const int Together = 4;

    private Codes(uint[][] blocks) => Blocks = blocks;

    /// <summary>Blocks of four features; byte k of a number is feature 4 × block + k.</summary>
    public uint[][] Blocks { get; }

    /// <summary>Bin of a row.</summary>
    public static int BinOf(uint four, int feature) => (int)((four >> (8 * (feature % Together))) & 0xFF);

    /// <summary>The codes of a table.</summary>
    public static Codes Of(FeatureTable table, Bins bins, int threads)
    {
        var blocks = new uint[(table.FeatureCount + Together - 1) / Together][];
        Threading.For(blocks.Length, threads, b =>
        {
            var block = new uint[table.RowCount];
            for (var f = b * Together; f < Math.Min(table.FeatureCount, (b + 1) * Together); f++)
            {
                var values = table.Column(f);
                var shift = 8 * (f % Together);
                for (var i = 0; i < block.Length; i++)
                {
                    block[i] |= (uint)bins.BinOf(f, values[i]) << shift;
                }
            }

            blocks[b] = block;
        });
        return new Codes(blocks);
    }
}
