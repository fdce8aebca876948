using System.Reflection;
using System.Runtime.Loader;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Testing;
using Microsoft.Extensions.Logging;
using AnswerScript = LuthienProxy.Policies.Testing.AnswerScript;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>Plugins are loaded by the hash of their bytes, and nothing else is.</summary>
[Trait("Spec", "000-12")]
public sealed class PluginLoadingSpec : IDisposable
{
    readonly PluginShelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public void A_plugin_and_its_dependency_that_are_allowed_must_be_loaded_and_on_record()
    {
        var loaded = _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).Load();
        loaded.Problems.ShouldBeEmpty();
        var plugin = loaded.Plugins.ShouldHaveSingleItem();
        (plugin.Name, plugin.Version).ShouldBe(("LuthienProxy.SamplePlugin", "0.1.0.0"));
        plugin.File.ShouldBe(new AllowedFile(PluginShelf.HashOf(_shelf.At(PluginShelf.Sample)), PluginShelf.Sample));
        plugin.Dependencies.ShouldBe([new AllowedFile(PluginShelf.HashOf(_shelf.At(PluginShelf.Words)), PluginShelf.Words)]);
    }

    [Fact]
    public void Each_plugin_that_was_loaded_and_each_that_was_not_must_leave_a_line_with_its_hash()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words, PluginShelf.Broken).Allowing(PluginShelf.Sample, PluginShelf.Words).Load();
        var loaded = _shelf.Lines.Single(line => line.Level == LogLevel.Information).Line;
        new[] { PluginShelf.Sample, PluginShelf.Words }.ShouldAllBe(name => loaded.Contains($"{name} sha256 {PluginShelf.HashOf(_shelf.At(name))}"));
        _shelf.Lines.Single(line => line.Level == LogLevel.Warning).Line.ShouldContain($"{PluginShelf.Broken} sha256 {PluginShelf.HashOf(_shelf.At(PluginShelf.Broken))}");
    }

    [Fact]
    [Trait("Spec", "002-17")]
    public async Task A_policy_of_a_plugin_must_be_found_made_and_run_like_a_built_in_one()
    {
        var catalog = PluginShelf.CatalogOf(_shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).Load());
        catalog.Broken.ShouldBeEmpty();
        var answer = await PolicyTest.Of(Made(catalog, "PlainWords"), Made(catalog, "ForbiddenTools"))
            .AnswerAsync(AnswerScript.Empty.Text("I utilise tools, I misutilise none.").ToolCall("WebFetch", "{}").ToolCall("Bash", "{}").Events(1, 3));
        answer.TextOf().ShouldStartWith("I use tools, I misutilise none.");
        answer.ToolCallsOf().ShouldBe([("Bash", "{}")]);
    }

    [Fact]
    public void A_plugin_must_share_the_SDK_with_the_gateway_and_keep_everything_else_to_itself()
    {
        var plugin = _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).Load().Plugins.Single();
        var context = AssemblyLoadContext.GetLoadContext(plugin.Assembly)!;
        context.ShouldNotBe(AssemblyLoadContext.Default);
        context.Assemblies.Select(assembly => assembly.GetName().Name).ShouldBe(["LuthienProxy.SamplePlugin", "LuthienProxy.SamplePlugin.Words"], ignoreOrder: true);
        context.LoadFromAssemblyName(new AssemblyName("LuthienProxy.Policies")).ShouldBe(typeof(Policy).Assembly);
        // What the gateway has for itself is there for nobody else, nor what lies beside a file.
        Should.Throw<FileLoadException>(() => context.LoadFromAssemblyName(new AssemblyName("Npgsql")));
        Should.Throw<FileLoadException>(() => context.LoadFromAssemblyName(new AssemblyName("LuthienProxy.Host")));
        plugin.Assembly.Location.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_folder_there_must_be_no_plugins() =>
        PluginAssemblies.Load(new(), _shelf).ShouldBe(PolicyAssemblies.None);

    [Fact]
    public void A_plugin_that_is_not_on_the_list_must_not_be_loaded_and_be_listed_with_its_hash()
    {
        var loaded = _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Words).Load();
        loaded.Plugins.ShouldBeEmpty();
        Problem(loaded, PluginShelf.Sample).ShouldContain(PluginShelf.HashOf(_shelf.At(PluginShelf.Sample)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(-1)]
    public void A_plugin_of_which_one_byte_differs_must_not_be_loaded(int at)
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words);
        var bytes = File.ReadAllBytes(_shelf.At(PluginShelf.Sample));
        bytes[(at + bytes.Length) % bytes.Length] ^= 1;
        var loaded = _shelf.With(PluginShelf.Sample, bytes).Load();
        loaded.Plugins.ShouldBeEmpty();
        Problem(loaded, PluginShelf.Sample).ShouldNotBeEmpty();
    }

    [Fact]
    public void Allowed_bytes_under_another_name_must_not_be_loaded()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words);
        File.Move(_shelf.At(PluginShelf.Sample), _shelf.At("Other.dll"));
        var loaded = _shelf.Load();
        loaded.Plugins.ShouldBeEmpty();
        loaded.Problems.Select(problem => problem.Policy).ShouldBe(["Other.dll", PluginShelf.Sample, PluginShelf.Words], ignoreOrder: true);
    }

    [Fact]
    public void A_plugin_whose_dependency_is_not_allowed_must_not_be_loaded()
    {
        var loaded = _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample).Load();
        loaded.Plugins.ShouldBeEmpty();
        Problem(loaded, PluginShelf.Sample).ShouldContain("LuthienProxy.SamplePlugin.Words");
        Problem(loaded, PluginShelf.Words).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_plugin_whose_dependency_is_missing_must_not_be_loaded()
    {
        var loaded = _shelf.With(PluginShelf.Sample).Allowing(PluginShelf.Sample).Load();
        loaded.Plugins.ShouldBeEmpty();
        Problem(loaded, PluginShelf.Sample).ShouldContain("LuthienProxy.SamplePlugin.Words");
    }

    [Fact]
    public void What_is_allowed_and_not_there_must_be_listed() =>
        Problem(_shelf.Saying($"{new string('a', 64)}  Absent.dll").Load(), "Absent.dll").ShouldNotBeEmpty();

    [Fact]
    public void Bytes_that_were_compared_must_be_the_ones_that_are_loaded_whatever_becomes_of_the_file()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).WriteAllowList();
        var (files, refused) = PluginFolder.Read(_shelf.Folder, AllowList.Read(_shelf.AllowList), long.MaxValue);
        File.Copy(PluginShelf.Built(PluginShelf.Broken), _shelf.At(PluginShelf.Sample), overwrite: true);
        File.Delete(_shelf.At(PluginShelf.Words));
        var plugin = PluginAssemblies.Load(files, refused, _shelf).Plugins.ShouldHaveSingleItem();
        plugin.Assembly.GetName().Name.ShouldBe("LuthienProxy.SamplePlugin");
        PluginShelf.CatalogOf(new([plugin], [])).Find("ForbiddenTools").ShouldNotBeNull();
    }

    static Policy Made(PolicyCatalog catalog, string name) =>
        catalog.Find(name).ShouldNotBeNull() is var type ? type.Create(type.Example, catalog).ShouldBeOfType<PolicyCreation.Created>().Policy : throw new InvalidOperationException();

    static string Problem(PolicyAssemblies loaded, string file) => loaded.Problems.Single(problem => problem.Policy == file).Message;
}
