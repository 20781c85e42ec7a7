using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store.Parquet;

public sealed class ParquetRoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ParquetCodec.Uncompressed)]
    [InlineData(ParquetCodec.Brotli)]
    [InlineData(ParquetCodec.GZip)]
    public void Random_tables_come_back_bit_for_bit(ParquetCodec codec)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var table = RandomTable.Make(seed);
            var options = new ParquetOptions(codec, PageValuesMax: new Random(seed).Next(1, 1500));

            using var reader = Write(table.ToBytes(options));

            Assert.True(reader.GroupCount == table.Groups.Count, $"seed {seed}");
            for (var g = 0; g < table.Groups.Count; g++)
            {
                var (i32, i64, f64, text) = table.Groups[g];
                Assert.True(i32.AsSpan().SequenceEqual(ReadInt32(reader, g, 0)), $"seed {seed}, i32");
                Assert.True(i64.AsSpan().SequenceEqual(ReadInt64(reader, g, 1)), $"seed {seed}, i64");
                Assert.True(
                    f64.Select(BitConverter.DoubleToInt64Bits)
                        .SequenceEqual(ReadDouble(reader, g, 2).Select(BitConverter.DoubleToInt64Bits)), $"seed {seed}, f64");
                var read = new string[text.Length];
                reader.Read(g, 3, read);
                Assert.True(text.SequenceEqual(read), $"seed {seed}, text");
                Assert.True((i64.Min(), i64.Max()) == reader.Int64Bounds(g, 1), $"seed {seed}, bounds");
                Assert.True((i32.Min(), i32.Max()) == reader.Int32Bounds(g, 0), $"seed {seed}, bounds");
            }
        }
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes() =>
        Assert.Equal(RandomTable.Make(7).ToBytes(new ParquetOptions()), RandomTable.Make(7).ToBytes(new ParquetOptions()));

    [Fact]
    public void An_empty_table_keeps_its_columns()
    {
        using var reader = Write(new RandomTable().ToBytes(new ParquetOptions()));

        Assert.Equal(0, reader.Rows);
        Assert.Equal(RandomTable.Columns, reader.Columns);
    }

    [Fact]
    public void A_row_group_without_rows_is_left_out()
    {
        var table = new RandomTable();
        table.Groups.Add(([], [], [], []));
        table.Groups.Add(([1], [2], [3], ["四"]));

        using var reader = Write(table.ToBytes(new ParquetOptions()));

        Assert.Equal(1, reader.GroupCount);
        Assert.Equal([1], ReadInt32(reader, 0, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(256)]
    [InlineData(257)]
    public void Few_kinds_are_stored_as_a_dictionary_and_come_back(int kinds)
    {
        var values = Enumerable.Range(0, 10_000).Select(i => (i * 7919L % kinds) << 40).ToArray();
        var bytes = Single(values);

        Assert.True(bytes.Length < values.Length * 2);
        using var reader = Write(bytes);
        Assert.Equal(values, ReadInt64(reader, 0, 0));
    }

    [Fact]
    public void All_different_values_are_stored_plain()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => unchecked(i * -7046029254386353131L)).ToArray();
        var bytes = Single(values);

        Assert.InRange(bytes.Length, 80_000, 80_000 + 400);
        using var reader = Write(bytes);
        Assert.Equal(values, ReadInt64(reader, 0, 0));
    }

    [Fact]
    public void NaN_is_refused()
    {
        var writer = new ParquetWriter(new MemoryStream(), [new("q", ParquetType.Double)]);
        writer.BeginGroup(1);

        Assert.Throws<ArgumentException>(() => writer.Write([double.NaN]));
    }

    [Fact]
    public void A_column_of_another_type_is_refused()
    {
        var writer = new ParquetWriter(new MemoryStream(), [new("q", ParquetType.Int64)]);
        writer.BeginGroup(1);

        Assert.Throws<InvalidOperationException>(() => writer.Write([1]));
    }

    [Fact]
    public void Metadata_comes_back_in_order()
    {
        var stream = new MemoryStream();
        new ParquetWriter(stream, RandomTable.Columns, null, [new("mark", "見本"), new("a", "")]).Finish();

        using var reader = Write(stream.ToArray());

        Assert.Equal([new("mark", "見本"), new("a", "")], reader.Metadata);
    }

    [Fact]
    public void Another_programs_file_is_refused_by_name()
    {
        var bytes = RandomTable.Make(3).ToBytes(new ParquetOptions());
        var name = bytes.AsSpan().LastIndexOf("ClaimsWatch"u8);
        "parquet-cpp"u8.CopyTo(bytes.AsSpan(name));

        var refused = Assert.Throws<ParquetRefusedException>(() => Write(bytes));

        Assert.Contains("t.parquet", refused.Message, StringComparison.Ordinal);
        Assert.Contains("parquet-cpp", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var bytes = RandomTable.Make(5).ToBytes(new ParquetOptions());
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 200))
        {
            Assert.Throws<ParquetRefusedException>(() => Write(bytes[..length]));
        }
    }

    [Fact]
    public void A_flipped_byte_never_ends_in_another_kind_of_error()
    {
        var random = new Random(11);
        var clean = RandomTable.Make(5).ToBytes(new ParquetOptions(PageValuesMax: 300));
        for (var trial = 0; trial < 400; trial++)
        {
            var bytes = clean.ToArray();
            var at = random.Next(bytes.Length - 1200 > 0 && trial % 2 == 0 ? bytes.Length - 1200 : 0, bytes.Length);
            bytes[at] ^= (byte)random.Next(1, 256);
            try
            {
                using var reader = Write(bytes);
                for (var g = 0; g < reader.GroupCount; g++)
                {
                    ReadInt32(reader, g, 0);
                    ReadInt64(reader, g, 1);
                    ReadDouble(reader, g, 2);
                    reader.Read(g, 3, new string[reader.RowsOf(g)]);
                }
            }
            catch (ParquetRefusedException)
            {
            }
        }
    }

    private static byte[] Single(long[] values)
    {
        var stream = new MemoryStream();
        var writer = new ParquetWriter(stream, [new("v", ParquetType.Int64)]);
        writer.BeginGroup(values.Length);
        writer.Write(values);
        writer.Finish();
        return stream.ToArray();
    }

    private ParquetReader Write(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("t.parquet"), bytes);
        return ParquetReader.Open(_folder.File("t.parquet"));
    }

    private static int[] ReadInt32(ParquetReader reader, int group, int column)
    {
        var values = new int[reader.RowsOf(group)];
        reader.Read(group, column, values);
        return values;
    }

    private static long[] ReadInt64(ParquetReader reader, int group, int column)
    {
        var values = new long[reader.RowsOf(group)];
        reader.Read(group, column, values);
        return values;
    }

    private static double[] ReadDouble(ParquetReader reader, int group, int column)
    {
        var values = new double[reader.RowsOf(group)];
        reader.Read(group, column, values);
        return values;
    }
}
