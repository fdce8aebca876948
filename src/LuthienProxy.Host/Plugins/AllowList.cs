using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Plugins;

/// <summary>Which files may be loaded as plugins: lines of <c>sha256  file-name</c>, as <c>sha256sum</c> writes them. Nothing in the gateway writes it. Immutable.</summary>
/// <remarks>One name may stand there with several hashes, so that nodes can change to a new build one after the other.</remarks>
sealed class AllowList
{
    /// <summary>Ten thousand lines; who has more has put something else here.</summary>
    const int MostBytes = 1 << 20;

    const int HashDigits = 64;
    const string Extension = ".dll";

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    AllowList(ImmutableArray<AllowedFile> files) => Files = files;

    /// <summary>The lines, in their order.</summary>
    public ImmutableArray<AllowedFile> Files { get; }

    /// <summary>Whether a file of that name and with that hash, of its whole content, may be loaded. Both must stand in one line.</summary>
    public bool Allows(string name, string sha256) => Files.Contains(new AllowedFile(sha256, name));

    /// <summary>Reads the file and checks that only its owner can write it.</summary>
    /// <exception cref="StartRefusedException">It cannot be read, others can write it, or a line is not of the form; each such line is named.</exception>
    public static AllowList Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            FileRights.DemandOwnersOnly(file.SafeFileHandle, path);
            if (file.Length > MostBytes)
                throw new StartRefusedException([$"{path}: the allow-list is larger than {MostBytes} bytes."]);
            var bytes = new byte[file.Length];
            return Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"The allow-list of plugins {path} cannot be read: {cause.Message}"], cause);
        }
    }

    /// <summary>Reads the lines.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="path">Where they come from, for the reasons.</param>
    /// <exception cref="StartRefusedException">A line is not of the form; each such line is named.</exception>
    public static AllowList Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var files = ImmutableArray.CreateBuilder<AllowedFile>();
        var reasons = new List<string>();
        foreach (var (index, line) in Text(bytes, path).Split('\n').Index())
        {
            var content = line.TrimEnd('\r');
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (Problem(content) is { } problem)
                reasons.Add($"{path}:{index + 1}: {problem}");
            else if (Line(content) is var file && files.Contains(file))
                reasons.Add($"{path}:{index + 1}: this line stands there already.");
            else
                files.Add(file);
        }
        return reasons.Count == 0 ? new(files.ToImmutable()) : throw new StartRefusedException(reasons);
    }

    static string Text(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException cause)
        {
            throw new StartRefusedException([$"{path}: the allow-list is not UTF-8."], cause);
        }
    }

    static AllowedFile Line(string content) => new(content[..HashDigits].ToLowerInvariant(), content[(HashDigits + 2)..]);

    // The hash, a space, a space or the star of binary mode, the name.
    static string? Problem(string content)
    {
        if (content.Length <= HashDigits || content[HashDigits] != ' ' || content.AsSpan(0, HashDigits).ContainsAnyExcept(Digits))
            return "a line must begin with a SHA-256, 64 hexadecimal digits, and a space.";
        if (content.Length <= HashDigits + 2 || content[HashDigits + 1] is not (' ' or '*'))
            return "after the hash must come two spaces, or a space and a star, and the file's name, as sha256sum writes them.";
        var name = content.AsSpan(HashDigits + 2);
        if (name.IndexOfAny("/\\:") >= 0 || name.IndexOfAnyInRange('\0', '\x1f') >= 0 || name[0] is ' ' or '.' || name[^1] == ' ')
            return "the file's name must stand there without a folder: run sha256sum in the folder of the plugins.";
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? null : $"only files named *{Extension} are loaded.";
    }
}
