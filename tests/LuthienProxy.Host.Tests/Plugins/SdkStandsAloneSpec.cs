using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>A plugin's author needs the SDK, and gets neither the gateway nor a database nor a web server with it.</summary>
[Trait("Spec", "002-17")]
public sealed class SdkStandsAloneSpec
{
    static readonly HashSet<string> Framework =
        [.. Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Fact]
    public void The_sample_plugin_must_refer_to_the_SDK_and_its_own_library_only()
    {
        var project = XDocument.Parse(House.Read("tests/LuthienProxy.SamplePlugin/LuthienProxy.SamplePlugin.csproj"));
        project.Descendants("ProjectReference").Select(one => one.Attribute("Include")).OfType<XAttribute>().Select(one => Path.GetFileNameWithoutExtension(one.Value))
            .ShouldBe(["LuthienProxy.Policies", "LuthienProxy.SamplePlugin.Words"]);
        project.Descendants("PackageReference").ShouldBeEmpty();
        project.Descendants("FrameworkReference").ShouldBeEmpty();
    }

    [Fact]
    public void The_built_sample_must_name_nothing_but_the_SDK_its_library_and_the_framework() =>
        References(PluginShelf.Built(PluginShelf.Sample)).Except(Framework).Except(HostAssemblies.SdkNames).ShouldBe(["LuthienProxy.SamplePlugin.Words"]);

    [Fact]
    public void The_SDK_must_rest_on_the_protocol_and_the_kernels_alone()
    {
        HostAssemblies.SdkNames.ShouldBe(["LuthienProxy.Policies", "LuthienProxy.Protocol", "Luthien.Streams", "Luthien.Actors"], ignoreOrder: true);
        References(typeof(Policy).Assembly.Location).Where(name => name.StartsWith("Microsoft.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static IEnumerable<string> References(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var tables = image.GetMetadataReader();
        return [.. tables.AssemblyReferences.Select(one => tables.GetString(tables.GetAssemblyReference(one).Name))];
    }
}
