using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace FusedClip.Tests;

/// <summary>
/// A buffer that ends where memory that can't be touched begins, or begins where such memory ends: reading or writing outside
/// it ends the process.
/// </summary>
internal sealed unsafe class GuardedMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private const int PageSize = 4096;
    private const int ReadOnly = 1;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _mapping;
    private readonly nuint _size;
    private readonly T* _first;
    private readonly int _length;

    /// <summary>Maps a buffer between two guard pages.</summary>
    /// <param name="length">Its number of elements.</param>
    /// <param name="isAtEnd">Whether it touches the guard page behind it, or the one before it.</param>
    public GuardedMemory(int length, bool isAtEnd)
    {
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        nuint pages = Math.Max(1, (bytes + PageSize - 1) / PageSize);
        _size = (pages + 2) * PageSize;
        _mapping = Native.Map(null, _size, 0, PrivateAnonymous, -1, 0);
        if ((nint)_mapping == -1 || Native.Protect(_mapping + PageSize, pages * PageSize, ReadWrite) != 0)
        {
            throw new InvalidOperationException($"mmap failed: {Marshal.GetLastSystemError()}");
        }

        byte* start = _mapping + PageSize;
        _first = (T*)(isAtEnd ? start + ((pages * PageSize) - bytes) : start);
        _length = length;
    }

    public override Span<T> GetSpan() => new(_first, _length);

    /// <summary>From now on a write to the buffer, even of what is in it, ends the process.</summary>
    public void MakeReadOnly()
    {
        if (Native.Protect(_mapping + PageSize, _size - (2 * PageSize), ReadOnly) != 0)
        {
            throw new InvalidOperationException($"mprotect failed: {Marshal.GetLastSystemError()}");
        }
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(_first + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => Native.Unmap(_mapping, _size);
}

internal static unsafe partial class Native
{
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(void* address, nuint length);
}
