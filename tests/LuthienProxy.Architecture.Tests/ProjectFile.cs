using System.Xml.Linq;

namespace LuthienProxy.Architecture.Tests;

/// <summary>What a project file refers to.</summary>
sealed class ProjectFile(string path)
{
    readonly XDocument _xml = XDocument.Load(Path.Combine(Repository.Root, path));

    public string Name { get; } = Path.GetFileNameWithoutExtension(path);

    public string Folder { get; } = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!);

    public IEnumerable<string> Projects => Included("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public IEnumerable<string> Packages => Included("PackageReference");

    public IEnumerable<string> OwnVersions =>
        _xml.Descendants("PackageReference").Where(reference => (reference.Attribute("Version") ?? reference.Attribute("VersionOverride")) is not null)
            .Select(reference => $"{Name}: {reference.Attribute("Include")?.Value}");

    IEnumerable<string> Included(string element) => _xml.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
}
