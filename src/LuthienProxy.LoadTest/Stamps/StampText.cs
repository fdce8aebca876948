using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Stamps;

/// <summary>
/// What a delta says: <c>[</c>, the call's number, the delta's number, when it left, check digits and seeded letters, <c>] </c>. Every letter follows from the first three and the seed, so that none
/// can be lost or changed unseen; and none needs an escape in JSON.
/// </summary>
/// <remarks>Times are ticks of 100 ns of this machine's monotonic clock, which all its processes share.</remarks>
static class StampText
{
    /// <summary>The smallest delta: without letters beyond the check digits.</summary>
    public const int LeastSize = 27;

    /// <summary>Calls and deltas are numbered below these.</summary>
    public const int MostCalls = 1 << 30;

    /// <inheritdoc cref="MostCalls"/>
    public const int MostDeltas = 1 << 20;

    const int CallAt = 1;
    const int DeltaAt = 7;
    const int TimeAt = 11;
    const int CheckAt = 21;
    const int BitsOfLetter = 5;

    static ReadOnlySpan<byte> Letters => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>Now, in the unit of stamps.</summary>
    public static long Now(TimeProvider time) => time.GetElapsedTime(0).Ticks;

    /// <summary>Writes a stamp over the whole text.</summary>
    public static void Write(ulong seed, Stamp stamp, Span<byte> text)
    {
        text[0] = (byte)'[';
        Put((ulong)stamp.Call, text[CallAt..DeltaAt]);
        Put((ulong)stamp.Delta, text[DeltaAt..TimeAt]);
        Put((ulong)stamp.Time, text[TimeAt..CheckAt]);
        var letters = new SeededLetters(seed, stamp);
        for (var i = CheckAt; i < text.Length - 2; i++)
            text[i] = Letters[letters.Next()];
        text[^2] = (byte)']';
        text[^1] = (byte)' ';
    }

    /// <summary>Reads a stamp; false when it is not exactly what somebody wrote with this seed.</summary>
    public static bool TryRead(ulong seed, ReadOnlySpan<byte> text, out Stamp stamp)
    {
        stamp = default;
        if (text[0] != '[' || text[^2] != ']' || text[^1] != ' '
            || !TryTake(text[CallAt..DeltaAt], out var call) || !TryTake(text[DeltaAt..TimeAt], out var delta) || !TryTake(text[TimeAt..CheckAt], out var ticks))
            return false;
        stamp = new((int)call, (int)delta, ticks);
        var letters = new SeededLetters(seed, stamp);
        for (var i = CheckAt; i < text.Length - 2; i++)
        {
            if (text[i] != Letters[letters.Next()])
                return false;
        }
        return true;
    }

    static void Put(ulong value, Span<byte> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, value >>= BitsOfLetter)
            text[i] = Letters[(int)(value & 31)];
    }

    static bool TryTake(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (var letter in text)
        {
            var digit = letter switch
            {
                >= (byte)'a' and <= (byte)'z' => letter - 'a',
                >= (byte)'2' and <= (byte)'7' => letter - '2' + 26,
                _ => -1,
            };
            if (digit < 0)
                return false;
            value = (value << BitsOfLetter) | (uint)digit;
        }
        return true;
    }

    /// <summary>Letters that follow from a seed and a stamp: SplitMix64, five bits at a time.</summary>
    [StructLayout(LayoutKind.Auto)]
    ref struct SeededLetters(ulong seed, Stamp stamp)
    {
        const int LettersOfWord = 12;

        ulong _state = seed ^ ((ulong)stamp.Call << 33) ^ ((ulong)stamp.Delta << 13) ^ (ulong)stamp.Time;
        ulong _word;
        int _left;

        public int Next()
        {
            if (_left-- == 0)
            {
                _left = LettersOfWord - 1;
                _state += 0x9E3779B97F4A7C15;
                _word = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                _word = (_word ^ (_word >> 27)) * 0x94D049BB133111EB;
                _word ^= _word >> 31;
            }
            var letter = (int)(_word & 31);
            _word >>= BitsOfLetter;
            return letter;
        }
    }
}
