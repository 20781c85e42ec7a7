namespace ClaimsWatch.Store.Parquet;

/// <summary>Lays page headers and the file footer out as parquet.thrift numbers their fields.</summary>
internal static class FooterWriter
{
    private const int ConvertedUtf8 = 0;

    /// <summary>Bytes of a page header.</summary>
    public static byte[] Page(PageHeader header)
    {
        var thrift = new ThriftWriter();
        thrift.Begin();
        thrift.I32(1, (int)header.Kind);
        thrift.I32(2, header.UncompressedSize);
        thrift.I32(3, header.CompressedSize);
        thrift.BeginField(header.Kind == PageKind.Data ? (short)5 : (short)7);
        thrift.I32(1, header.Values);
        thrift.I32(2, (int)header.Encoding);
        if (header.Kind == PageKind.Data)
        {
            // REQUIRED columns have no levels, but the fields are mandatory.
            thrift.I32(3, (int)PageEncoding.Rle);
            thrift.I32(4, (int)PageEncoding.Rle);
        }

        thrift.End();
        thrift.End();
        return thrift.Written.ToArray();
    }

    /// <summary>Bytes of FileMetaData.</summary>
    public static byte[] File(FileLayout layout)
    {
        var thrift = new ThriftWriter();
        thrift.Begin();
        thrift.I32(1, 1);
        Schema(thrift, layout.Columns);
        thrift.I64(3, layout.Rows);
        thrift.List(4, ThriftType.Struct, layout.Groups.Count);
        for (var i = 0; i < layout.Groups.Count; i++)
        {
            Group(thrift, layout.Columns, layout.Groups[i], i);
        }

        if (layout.Metadata.Count > 0)
        {
            thrift.List(5, ThriftType.Struct, layout.Metadata.Count);
            foreach (var (key, value) in layout.Metadata)
            {
                thrift.Begin();
                thrift.Text(1, key);
                thrift.Text(2, value);
                thrift.End();
            }
        }

        thrift.Text(6, layout.CreatedBy);

        // Column orders make min_value and max_value binding: signed for numbers, unsigned bytes for text.
        thrift.List(7, ThriftType.Struct, layout.Columns.Count);
        foreach (var _ in layout.Columns)
        {
            thrift.Begin();
            thrift.BeginField(1);
            thrift.End();
            thrift.End();
        }

        thrift.End();
        return thrift.Written.ToArray();
    }

    private static void Schema(ThriftWriter thrift, IReadOnlyList<ParquetColumn> columns)
    {
        thrift.List(2, ThriftType.Struct, columns.Count + 1);
        thrift.Begin();
        thrift.Text(4, "schema");
        thrift.I32(5, columns.Count);
        thrift.End();
        foreach (var column in columns)
        {
            thrift.Begin();
            thrift.I32(1, (int)column.Type);
            thrift.I32(3, 0);
            thrift.Text(4, column.Name);
            if (column.Type == ParquetType.Text)
            {
                thrift.I32(6, ConvertedUtf8);
                thrift.BeginField(10);
                thrift.BeginField(1);
                thrift.End();
                thrift.End();
            }

            thrift.End();
        }
    }

    private static void Group(ThriftWriter thrift, IReadOnlyList<ParquetColumn> columns, GroupLayout group, int ordinal)
    {
        thrift.Begin();
        thrift.List(1, ThriftType.Struct, group.Chunks.Count);
        for (var i = 0; i < group.Chunks.Count; i++)
        {
            thrift.Begin();
            thrift.I64(2, group.Chunks[i].Start);
            thrift.BeginField(3);
            Chunk(thrift, columns[i], group.Chunks[i]);
            thrift.End();
            thrift.End();
        }

        thrift.I64(2, group.Chunks.Sum(c => c.UncompressedSize));
        thrift.I64(3, group.Rows);
        thrift.I64(5, group.Chunks[0].Start);
        thrift.I64(6, group.Chunks.Sum(c => c.CompressedSize));
        if (ordinal <= short.MaxValue)
        {
            thrift.I16(7, (short)ordinal);
        }

        thrift.End();
    }

    private static void Chunk(ThriftWriter thrift, ParquetColumn column, ChunkLayout chunk)
    {
        thrift.I32(1, (int)chunk.Type);
        thrift.List(2, ThriftType.I32, chunk.DictionaryOffset is null ? 1 : 2);
        thrift.Element((int)PageEncoding.Plain);
        if (chunk.DictionaryOffset is not null)
        {
            thrift.Element((int)PageEncoding.RleDictionary);
        }

        thrift.List(3, ThriftType.Binary, 1);
        thrift.Element(column.Name);
        thrift.I32(4, (int)chunk.Codec);
        thrift.I64(5, chunk.Values);
        thrift.I64(6, chunk.UncompressedSize);
        thrift.I64(7, chunk.CompressedSize);
        thrift.I64(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } dictionary)
        {
            thrift.I64(11, dictionary);
        }

        thrift.BeginField(12);
        thrift.I64(3, 0);
        if (chunk.Min is { } min && chunk.Max is { } max)
        {
            thrift.Binary(5, max);
            thrift.Binary(6, min);
        }

        thrift.End();
    }
}
