using System.Numerics;
using System.Text;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>
/// The body that every answer to one request must carry: each delta once, in order, one terminator. Ids and times differ from call to call and are left out.
/// </summary>
sealed class ExpectedAnswer
{
    /// <summary>Digits of a time on the wire.</summary>
    const int UnixSeconds = 10;

    readonly byte[] _bytes;
    readonly byte[] _mask;

    ExpectedAnswer(byte[] bytes, byte[] mask, int firstToken) => (_bytes, _mask, FirstToken) = (bytes, mask, firstToken);

    /// <summary>The body's length.</summary>
    public int Length => _bytes.Length;

    /// <summary>How many bytes of the body end with the first token.</summary>
    public int FirstToken { get; }

    /// <summary>Whether words stand in it, within one delta.</summary>
    public bool Says(string words) => _bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(words)) >= 0;

    /// <summary>What two bodies have in common that came one after the other from the simulator itself; they differ in the call's number only.</summary>
    public static ExpectedAnswer Of(byte[] one, byte[] next)
    {
        if (one.Length != next.Length)
            throw new InvalidOperationException("Two answers of the simulator to one request differ in length.");
        var mask = new byte[one.Length];
        mask.AsSpan().Fill(0xFF);
        for (var i = 0; i < one.Length; i++)
        {
            // The last digit of two numbers in a row always differs, so each place ends here.
            if (one[i] != next[i])
                mask.AsSpan(Math.Max(0, i + 1 - Nonce.Placeholder.Length), Nonce.Placeholder.Length).Clear();
        }
        foreach (var name in (string[])["\"created\":", "\"created_at\":"])
            ClearTimes(one, mask, Encoding.ASCII.GetBytes(name));
        var token = one.AsSpan().IndexOf("the quic"u8);
        return new(one, mask, token < 0 ? one.Length : token + "the quic".Length);
    }

    // The simulator encodes an answer once: one at another pace may have been made a second later.
    static void ClearTimes(byte[] body, byte[] mask, byte[] name)
    {
        for (var at = 0; body.AsSpan(at).IndexOf(name) is var next and >= 0;)
        {
            at += next + name.Length;
            mask.AsSpan(at, Math.Min(UnixSeconds, mask.Length - at)).Clear();
        }
    }

    /// <summary>Whether a part of a body is what stands there.</summary>
    public bool Matches(int offset, ReadOnlySpan<byte> part)
    {
        if (offset + part.Length > _bytes.Length)
            return false;
        var bytes = _bytes.AsSpan(offset, part.Length);
        var mask = _mask.AsSpan(offset, part.Length);
        var i = 0;
        for (; i + Vector<byte>.Count <= part.Length; i += Vector<byte>.Count)
        {
            if (((new Vector<byte>(part[i..]) ^ new Vector<byte>(bytes[i..])) & new Vector<byte>(mask[i..])) != Vector<byte>.Zero)
                return false;
        }
        for (; i < part.Length; i++)
        {
            if (((part[i] ^ bytes[i]) & mask[i]) != 0)
                return false;
        }
        return true;
    }
}
