using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LuthienProxy.Host.Pages;

/// <summary>
/// What browsers get: the pages, and the files that they load. All of it lies in the program itself, so a path can name nothing else. Immutable.
/// </summary>
/// <remarks>
/// The files have one fingerprint together: modules import each other relatively, so a change of one is a new address for all. A page names them below
/// <c>"/assets/</c>, and gets the fingerprint put behind that.
/// </remarks>
sealed class WebFiles
{
    const string Root = "wwwroot/";
    const string Assets = "\"/assets/";
    const int FingerprintLength = 16;

    readonly Dictionary<string, WebFile> _assets = new(StringComparer.Ordinal);
    readonly Dictionary<string, WebFile> _pages = new(StringComparer.Ordinal);

    public WebFiles()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Embedded().ToList();
        foreach (var (path, bytes) in files)
        {
            if (AssetType(path) is not { } type)
                continue;
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            hash.AppendData(SHA256.HashData(bytes));
            _assets.Add(path, new WebFile(type, bytes));
        }
        Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset())[..FingerprintLength];
        foreach (var (path, bytes) in files.Where(file => Path.GetExtension(file.Path) == ".html"))
        {
            var page = Encoding.UTF8.GetString(bytes).Replace(Assets, $"{Assets}{Fingerprint}/", StringComparison.Ordinal);
            _pages.Add(path, new WebFile("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page)));
        }
    }

    /// <summary>The name of this state of all files but the pages.</summary>
    public string Fingerprint { get; }

    /// <summary>The paths of the files that pages load, below the fingerprint.</summary>
    public IReadOnlyCollection<string> AssetPaths => _assets.Keys;

    /// <summary>A page by its file's name.</summary>
    public WebFile Page(string name) => _pages[name];

    /// <summary>A file that pages load; null when there is none at this path in this state.</summary>
    public WebFile? Asset(string fingerprint, string path) => fingerprint == Fingerprint ? _assets.GetValueOrDefault(path) : null;

    static string? AssetType(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    static IEnumerable<(string Path, byte[] Bytes)> Embedded()
    {
        var program = typeof(WebFiles).Assembly;
        // A build on Windows names folders in its own way.
        return program.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .Select(name => (Path: name[Root.Length..].Replace('\\', '/'), Bytes: Bytes(program, name)))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    static byte[] Bytes(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
