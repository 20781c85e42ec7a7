using System.Text;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store.Parquet;

/// <summary>A random table of all four types, cut into row groups, made from a seed alone.</summary>
internal sealed class RandomTable
{
    public static readonly ParquetColumn[] Columns =
    [
        new("i32", ParquetType.Int32),
        new("i64", ParquetType.Int64),
        new("f64", ParquetType.Double),
        new("text", ParquetType.Text),
    ];

    public List<(int[] I32, long[] I64, double[] F64, string[] Text)> Groups { get; } = [];

    public static RandomTable Make(int seed)
    {
        var random = new Random(seed);
        var table = new RandomTable();
        var groups = random.Next(0, 4);
        for (var g = 0; g < groups; g++)
        {
            var rows = random.Next(5) switch
            {
                0 => 1,
                1 => random.Next(1, 20),
                2 => 8 * random.Next(1, 40),
                _ => random.Next(1, 4000)
            };
            var kinds = random.Next(1, random.Next(2) == 0 ? 4 : 5000);
            table.Groups.Add((
                Column(random, rows, kinds,
                    () => random.Next(4) == 0 ? Extreme(random) : random.Next(int.MinValue, int.MaxValue)),
                Column(random, rows, kinds,
                    () => random.Next(4) == 0 ? Extreme64(random) : random.NextInt64(long.MinValue, long.MaxValue)),
                Column(random, rows, kinds, () => random.Next(6) switch
                {
                    0 => -0.0,
                    1 => double.MaxValue,
                    2 => double.NegativeInfinity,
                    3 => double.Epsilon,
                    _ => random.Next(-500_000, 500_000) / 100000.0,
                }),
                Column(random, rows, kinds, () => Words(random))));
        }

        return table;
    }

    public byte[] ToBytes(ParquetOptions options)
    {
        var stream = new MemoryStream();
        var writer = new ParquetWriter(stream, Columns, options);
        foreach (var (i32, i64, f64, text) in Groups)
        {
            writer.BeginGroup(i32.Length);
            writer.Write(i32);
            writer.Write(i64);
            writer.Write(f64);
            writer.Write(text);
        }

        writer.Finish();
        return stream.ToArray();
    }

    // Values in runs, as sorted tables have them, or scattered.
    private static T[] Column<T>(Random random, int rows, int kinds, Func<T> draw)
    {
        var pool = Enumerable.Range(0, Math.Min(kinds, rows)).Select(_ => draw()).ToArray();
        var inRuns = random.Next(2) == 0;
        var values = new T[rows];
        var current = pool[0];
        for (var i = 0; i < rows; i++)
        {
            if (!inRuns || random.Next(12) == 0)
            {
                current = pool[random.Next(pool.Length)];
            }

            values[i] = current;
        }

        return values;
    }

    private static int Extreme(Random random) => random.Next(4) switch { 0 => int.MinValue, 1 => int.MaxValue, 2 => 0, _ => -1 };

    private static long Extreme64(Random random) =>
        random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => 0, _ => -1 };

    private static string Words(Random random)
    {
        if (random.Next(50) == 0)
        {
            return new string('長', random.Next(100, 3000));
        }

        var text = new StringBuilder();
        for (var i = random.Next(0, 8); i > 0; i--)
        {
            text.Append(random.Next(4) switch { 0 => "髙", 1 => "𠮷", 2 => ",", _ => ((char)random.Next('a', 'z')).ToString() });
        }

        return text.ToString();
    }
}
