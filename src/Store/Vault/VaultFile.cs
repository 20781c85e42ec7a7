using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The vault's content as Brotli-packed binary records in a fixed order, before it is sealed. Records are copied as they are held
/// (<see cref="PersonRecords"/>): the whole vault is read and written with every delivery.
/// </summary>
internal static class VaultFile
{
    /// <summary>Receipts of the store are named by hashes without a key.</summary>
    private const byte PlainReceipts = 2;

    /// <summary>Receipts of the store are named by keyed hashes.</summary>
    private const byte KeyedReceipts = 3;
    private const int TagBytes = sizeof(long) + sizeof(ulong);

    private const int ChunkBytes = 1 << 20;

    private delegate bool Measure(ReadOnlySpan<byte> bytes, out int length);

    /// <summary>Writes a vault.</summary>
    public static void Write(IdentityVault vault, Stream output)
    {
        var (known, members) = ((LinkedIdentities)vault.Known, (LinkedMembers)vault.Members);
        using var brotli = new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true);
        var plain = new MemoryStream(ChunkBytes * 2);
        plain.WriteByte(vault.KeysReceipts ? KeyedReceipts : PlainReceipts);
        Span<byte> tag = stackalloc byte[TagBytes];
        WriteCount(vault.Tags.Count);
        foreach (var (person, rest) in vault.Tags.InOrder())
        {
            BinaryPrimitives.WriteInt64LittleEndian(tag, person);
            BinaryPrimitives.WriteUInt64LittleEndian(tag[sizeof(long)..], rest);
            WriteRecord(tag);
        }

        WriteAll(known.Records);
        WriteAll(members.Records);
        Pack();
        Array.Clear(plain.GetBuffer());

        void WriteAll(ReadOnlySpan<ArraySegment<byte>> records)
        {
            WriteCount(records.Length);
            foreach (var record in records)
            {
                WriteRecord(record);
            }
        }

        void WriteCount(int count)
        {
            Span<byte> number = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(number, count);
            plain.Write(number);
        }

        void WriteRecord(ReadOnlySpan<byte> record)
        {
            plain.Write(record);
            if (plain.Length >= ChunkBytes)
            {
                Pack();
            }
        }

        // A chunk at a time: the whole vault in plain would be as large again as the people in memory.
        void Pack()
        {
            brotli.Write(plain.GetBuffer().AsSpan(0, (int)plain.Length));
            plain.SetLength(0);
        }
    }

    /// <summary>Fills an empty vault; false if the content is of another version.</summary>
    public static bool TryRead(Stream content, IdentityVault vault)
    {
        using var brotli = new BrotliStream(content, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> first = stackalloc byte[1 + sizeof(int)];
        if (brotli.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) < first.Length
            || first[0] is not (PlainReceipts or KeyedReceipts))
        {
            return false;
        }

        var persons = new long[BinaryPrimitives.ReadInt32LittleEndian(first[1..])];
        var tags = new ulong[persons.Length];
        Span<byte> tag = stackalloc byte[TagBytes];
        for (var i = 0; i < persons.Length; i++)
        {
            brotli.ReadExactly(tag);
            persons[i] = BinaryPrimitives.ReadInt64LittleEndian(tag);
            tags[i] = BinaryPrimitives.ReadUInt64LittleEndian(tag[sizeof(long)..]);
        }

        vault.KeysReceipts = first[0] == KeyedReceipts;
        vault.Tags.Restore(persons, tags);
        var rest = new Rest(brotli);
        var identities = rest.Records(PersonRecords.TryMeasureIdentity);
        vault.Restore(new LinkedIdentities(identities), new LinkedMembers(rest.Records(PersonRecords.TryMeasureMember)));
        return true;
    }

    /// <summary>A roster entry as text, for comparison only.</summary>
    public static string TextOf(LinkedMember member) => JsonSerializer.Serialize(member, LedgerJson.Options);

    /// <summary>Cuts a stream into records, which stay in the blocks they were read into.</summary>
    private sealed class Rest(Stream stream)
    {
        private byte[] _block = [];
        private int _start;
        private int _end;

        public ArraySegment<byte>[] Records(Measure measure)
        {
            var records = new ArraySegment<byte>[Count()];
            for (var i = 0; i < records.Length; i++)
            {
                int length;
                while (!measure(_block.AsSpan(_start, _end - _start), out length))
                {
                    Fill();
                }

                records[i] = new ArraySegment<byte>(_block, _start, length);
                _start += length;
            }

            return records;
        }

        private int Count()
        {
            while (_end - _start < sizeof(int))
            {
                Fill();
            }

            _start += sizeof(int);
            return BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(_start - sizeof(int)));
        }

        // A new block begins with the record that the last one did not hold whole.
        private void Fill()
        {
            var left = _block.AsSpan(_start, _end - _start);
            if (_end == _block.Length)
            {
                var next = new byte[Math.Max(ChunkBytes, left.Length * 2)];
                left.CopyTo(next);
                (_block, _start, _end) = (next, 0, left.Length);
            }

            var read = stream.Read(_block, _end, _block.Length - _end);
            _end += read > 0 ? read : throw new EndOfStreamException("a vault that ends inside a record");
        }
    }
}
