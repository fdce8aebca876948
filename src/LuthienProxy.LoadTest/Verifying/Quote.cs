using System.Text;

namespace LuthienProxy.LoadTest.Verifying;

/// <summary>What a target said, for people: cut, and without letters that a terminal would obey.</summary>
static class Quote
{
    const int Most = 200;

    public static string Of(ReadOnlySpan<byte> said) =>
        string.Concat(Encoding.UTF8.GetString(said[..Math.Min(said.Length, Most)]).Select(letter => char.IsControl(letter) ? ' ' : letter));
}
