using System.Text;

namespace Luthien.Hocon.Including;

/// <summary>Reads a file as UTF-8, with or without a byte order mark, up to a size.</summary>
static class HoconText
{
    static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string ReadFile(string file, HoconOrigin blame, HoconLimits limits)
    {
        var bytes = Bytes(file, blame, limits.FileBytes);
        try
        {
            return WithoutMark(_strict.GetString(bytes));
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(0, Math.Max(0, e.Index));
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - before.LastIndexOf((byte)'\n');
            throw new HoconException(new HoconOrigin(file, line, column, blame.Source == file ? blame.IncludedFrom : blame), "not valid UTF-8");
        }
    }

    public static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    static byte[] Bytes(string file, HoconOrigin blame, int limit)
    {
        try
        {
            using var stream = File.OpenRead(file);
            // One byte more than allowed tells too large from just fitting; a pipe has no length to go by.
            var buffer = new byte[Math.Min(limit, stream.CanSeek ? stream.Length : limit) + 1];
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read <= limit ? buffer[..read] : throw new HoconException(blame, $"{file} is larger than {limit} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HoconException(blame, $"{file} cannot be read ({e.GetType().Name})");
        }
    }
}
