namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Reads page headers and footers of our own files; anything we never write is an <see cref="InvalidDataException"/>.
/// </summary>
internal static class FooterReader
{
    /// <summary>Reads FileMetaData.</summary>
    public static FileLayout File(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        IReadOnlyList<ParquetColumn> columns = [];
        IReadOnlyList<GroupLayout> groups = [];
        var metadata = new List<KeyValuePair<string, string>>();
        long rows = 0;
        var createdBy = "an unnamed program";
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 2:
                    columns = Schema(ref thrift);
                    break;
                case 3:
                    rows = thrift.I64();
                    break;
                case 4:
                    groups = Groups(ref thrift);
                    break;
                case 5:
                    var pairs = thrift.List(out _);
                    for (var i = 0; i < pairs; i++)
                    {
                        metadata.Add(Pair(ref thrift));
                    }

                    break;
                case 6:
                    createdBy = thrift.Text();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return new FileLayout(columns, rows, groups, metadata, createdBy);
    }

    /// <summary>Reads one page header and says how many bytes it took.</summary>
    public static PageHeader Page(ReadOnlySpan<byte> bytes, out int length)
    {
        var thrift = new ThriftReader(bytes);
        int kind = -1, uncompressed = -1, compressed = -1, values = -1, encoding = -1;
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    kind = thrift.I32();
                    break;
                case 2:
                    uncompressed = thrift.I32();
                    break;
                case 3:
                    compressed = thrift.I32();
                    break;
                case 5 or 7:
                    (values, encoding) = PageBody(ref thrift);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        length = thrift.Position;
        if (kind is not ((int)PageKind.Data or (int)PageKind.Dictionary) || uncompressed < 0 || compressed < 0 || values < 0)
        {
            throw new InvalidDataException($"a page of kind {kind}; only v1 data pages and dictionary pages are read");
        }

        return new PageHeader((PageKind)kind, uncompressed, compressed, values, (PageEncoding)encoding);
    }

    private static (int Values, int Encoding) PageBody(ref ThriftReader thrift)
    {
        int values = -1, encoding = -1;
        var outer = thrift.Enter();
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    values = thrift.I32();
                    break;
                case 2:
                    encoding = thrift.I32();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return (values, encoding);
    }

    private static List<ParquetColumn> Schema(ref ThriftReader thrift)
    {
        var count = thrift.List(out _);
        var columns = new List<ParquetColumn>(count);
        for (var i = 0; i < count; i++)
        {
            int type = -1, repetition = -1, children = 0;
            var name = "";
            var outer = thrift.Enter();
            while (thrift.Next(out var id, out var fieldType))
            {
                switch (id)
                {
                    case 1:
                        type = thrift.I32();
                        break;
                    case 3:
                        repetition = thrift.I32();
                        break;
                    case 4:
                        name = thrift.Text();
                        break;
                    case 5:
                        children = thrift.I32();
                        break;
                    default:
                        thrift.Skip(fieldType);
                        break;
                }
            }

            thrift.Leave(outer);
            if (i == 0)
            {
                continue;
            }

            if (repetition != 0 || children != 0 || !Enum.IsDefined((ParquetType)type))
            {
                throw new InvalidDataException($"column {name} is nested, optional or of a type we do not write");
            }

            columns.Add(new ParquetColumn(name, (ParquetType)type));
        }

        return columns;
    }

    private static List<GroupLayout> Groups(ref ThriftReader thrift)
    {
        var count = thrift.List(out _);
        var groups = new List<GroupLayout>(count);
        for (var i = 0; i < count; i++)
        {
            var chunks = new List<ChunkLayout>();
            long rows = 0;
            var outer = thrift.Enter();
            while (thrift.Next(out var id, out var type))
            {
                switch (id)
                {
                    case 1:
                        var chunkCount = thrift.List(out _);
                        for (var c = 0; c < chunkCount; c++)
                        {
                            chunks.Add(Chunk(ref thrift));
                        }

                        break;
                    case 3:
                        rows = thrift.I64();
                        break;
                    default:
                        thrift.Skip(type);
                        break;
                }
            }

            thrift.Leave(outer);
            groups.Add(new GroupLayout(rows, chunks));
        }

        return groups;
    }

    private static ChunkLayout Chunk(ref ThriftReader thrift)
    {
        ChunkLayout? chunk = null;
        long start = 0;
        var outer = thrift.Enter();
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 2:
                    start = thrift.I64();
                    break;
                case 3:
                    chunk = ChunkBody(ref thrift);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return chunk is null ? throw new InvalidDataException("a column chunk without metadata") : chunk with { Start = start };
    }

    private static ChunkLayout ChunkBody(ref ThriftReader thrift)
    {
        var type = -1;
        var codec = -1;
        var numbers = new long[12];
        long? dictionary = null;
        byte[]? min = null, max = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var id, out var fieldType))
        {
            switch (id)
            {
                case 1:
                    type = thrift.I32();
                    break;
                case 4:
                    codec = thrift.I32();
                    break;
                case 5 or 6 or 7 or 9:
                    numbers[id] = thrift.I64();
                    break;
                case 11:
                    dictionary = thrift.I64();
                    break;
                case 12:
                    (min, max) = Statistics(ref thrift);
                    break;
                default:
                    thrift.Skip(fieldType);
                    break;
            }
        }

        thrift.Leave(outer);
        if (!Enum.IsDefined((ParquetCodec)codec) || !Enum.IsDefined((ParquetType)type))
        {
            throw new InvalidDataException($"codec {codec}, type {type}: not ones we write");
        }

        return new ChunkLayout(
            (ParquetType)type, (ParquetCodec)codec, numbers[5], 0, dictionary, numbers[9], numbers[7], numbers[6], min, max);
    }

    private static (byte[]? Min, byte[]? Max) Statistics(ref ThriftReader thrift)
    {
        byte[]? min = null, max = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 5:
                    max = thrift.Binary().ToArray();
                    break;
                case 6:
                    min = thrift.Binary().ToArray();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return (min, max);
    }

    private static KeyValuePair<string, string> Pair(ref ThriftReader thrift)
    {
        string key = "", value = "";
        var outer = thrift.Enter();
        while (thrift.Next(out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    key = thrift.Text();
                    break;
                case 2:
                    value = thrift.Text();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return new KeyValuePair<string, string>(key, value);
    }
}
