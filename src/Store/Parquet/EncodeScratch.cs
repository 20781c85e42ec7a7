using System.Buffers;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Room that encoding a column needs and that the next column needs again, kept by thread: fresh room for each column is half of what a
/// month allocates.
/// </summary>
internal sealed class EncodeScratch
{
    [ThreadStatic]
    private static EncodeScratch? t_mine;

    private int[] _indexes = [];
    private int[] _slots = [];
    private long[] _entries = [];

    /// <summary>This thread's.</summary>
    public static EncodeScratch Mine => t_mine ??= new EncodeScratch();

    /// <summary>Bodies of pages.</summary>
    public ArrayBufferWriter<byte> Pages { get; } = new(1 << 16);

    /// <summary>A row group.</summary>
    public MemoryStream Group { get; } = new(1 << 16);

    /// <summary>Room for some indexes; anything may lie there.</summary>
    public Span<int> Indexes(int count)
    {
        if (_indexes.Length < count)
        {
            _indexes = GC.AllocateUninitializedArray<int>(Math.Max(count, _indexes.Length * 2));
        }

        return _indexes.AsSpan(0, count);
    }

    /// <summary>Room for some values of a dictionary; anything may lie there.</summary>
    public Span<T> Entries<T>(int count)
        where T : unmanaged
    {
        if (_entries.Length < count)
        {
            _entries = GC.AllocateUninitializedArray<long>(Math.Max(count, _entries.Length * 2));
        }

        return MemoryMarshal.Cast<long, T>(_entries.AsSpan())[..count];
    }

    /// <summary>Empty slots of a hash table.</summary>
    public Span<int> Slots(int count)
    {
        if (_slots.Length < count)
        {
            _slots = new int[count];
        }

        var slots = _slots.AsSpan(0, count);
        slots.Clear();
        return slots;
    }
}
