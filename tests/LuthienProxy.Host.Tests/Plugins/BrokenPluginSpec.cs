using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.NoOp;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>What is wrong with a plugin is said, and harms nothing else. The one place that runs code of the broken plugin.</summary>
[Trait("Spec", "000-05b")]
[Trait("Spec", "000-12")]
public sealed class BrokenPluginSpec : IDisposable
{
    const string Trace = "LuthienProxy.SamplePlugin.Broken.Trace";
    const string Twice = "LuthienProxy.SamplePlugin.PlainWordsPolicy";

    readonly PluginShelf _shelf = new();

    public BrokenPluginSpec() => AppContext.SetData(Trace, _shelf.Scratch("trace"));

    bool CodeRan => File.Exists(_shelf.Scratch("trace"));

    public void Dispose()
    {
        AppContext.SetData(Trace, null);
        _shelf.Dispose();
    }

    [Fact]
    public void No_code_of_a_file_must_run_that_is_not_allowed()
    {
        PluginShelf.CatalogOf(_shelf.With(PluginShelf.Broken).Load()).Find("Throwing").ShouldBeNull();
        CodeRan.ShouldBeFalse();
    }

    [Fact]
    public void Loading_an_allowed_file_must_not_run_code_of_it_and_making_a_policy_must()
    {
        var loaded = _shelf.With(PluginShelf.Broken).Allowing(PluginShelf.Broken).Load();
        loaded.Plugins.ShouldHaveSingleItem();
        CodeRan.ShouldBeFalse();
        var catalog = PluginShelf.CatalogOf(loaded);
        catalog.Find("Throwing").ShouldNotBeNull().Create(default, catalog);
        CodeRan.ShouldBeTrue();
    }

    [Theory]
    [InlineData("LuthienProxy.SamplePlugin.Broken.UndescribedPolicy")]
    [InlineData("LuthienProxy.SamplePlugin.Broken.OnlyMarked")]
    [InlineData("LuthienProxy.SamplePlugin.Broken.UnreadableExamplePolicy")]
    public void A_class_that_is_no_usable_policy_must_be_listed_and_the_others_be_there(string name)
    {
        var catalog = Catalog();
        catalog.Broken.Where(problem => problem.Policy == name).ShouldHaveSingleItem();
        catalog.Find(name).ShouldBeNull();
        catalog.Find("NoOp").ShouldNotBeNull().Create(default, catalog).ShouldBeOfType<PolicyCreation.Created>().Policy.ShouldBeOfType<NoOpPolicy>();
    }

    [Theory]
    [InlineData("Throwing", "{}")]
    [InlineData("Touchy", """{ "value": "x" }""")]
    public void A_policy_that_throws_while_it_is_made_must_be_a_problem_like_any_other(string name, string config)
    {
        var catalog = Catalog();
        catalog.Find(name).ShouldNotBeNull().Create(System.Text.Json.JsonElement.Parse(config), catalog).ShouldBeOfType<PolicyCreation.Refused>().Problems.ShouldHaveSingleItem().Policy.ShouldBe(name);
    }

    [Fact]
    public void A_plugin_must_not_reach_machine_code_by_its_name()
    {
        var catalog = Catalog();
        catalog.Find("MachineCode").ShouldNotBeNull().Create(default, catalog).ShouldBeOfType<PolicyCreation.Refused>().Problems.ShouldHaveSingleItem()
            .Message.ShouldContain(nameof(DllNotFoundException));
    }

    [Fact]
    public void Two_classes_of_one_name_must_both_be_had()
    {
        var loaded = _shelf.With(PluginShelf.Sample, PluginShelf.Words, PluginShelf.Broken).Allowing(PluginShelf.Sample, PluginShelf.Words, PluginShelf.Broken).Load();
        loaded.Problems.ShouldBeEmpty();
        var catalog = PluginShelf.CatalogOf(loaded);
        string[] plugins = ["LuthienProxy.SamplePlugin", "LuthienProxy.SamplePlugin.Broken"];
        plugins.Select(plugin => catalog.Find($"{Twice}, {plugin}").ShouldNotBeNull().Assembly.GetName().Name).ShouldBe(plugins);
        catalog.Find("PlainWords").ShouldNotBeNull().ShouldBeSameAs(catalog.Find(Twice));
        catalog.Policies.Count(policy => policy.ClassName == Twice).ShouldBe(2);
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("head", 100)]
    [InlineData("half", 4_000)]
    public void A_cut_file_must_be_listed_even_when_it_is_allowed(string name, int length)
    {
        var bytes = File.ReadAllBytes(PluginShelf.Built(PluginShelf.Broken))[..length];
        Refused(_shelf.With($"{name}.dll", bytes).Allowing($"{name}.dll").Load(), $"{name}.dll");
    }

    [Fact]
    public void A_file_cut_by_a_byte_must_be_listed_even_when_it_is_allowed() =>
        Refused(_shelf.With("cut.dll", File.ReadAllBytes(PluginShelf.Built(PluginShelf.Broken))[..^1]).Allowing("cut.dll").Load(), "cut.dll");

    [Fact]
    public void A_file_that_is_no_assembly_must_be_listed_even_when_it_is_allowed() =>
        Refused(_shelf.With("text.dll", "just words, and many of them"u8.ToArray()).Allowing("text.dll").Load(), "text.dll");

    [Fact]
    public void An_assembly_that_is_no_plugin_and_that_no_plugin_needs_must_be_listed() =>
        Refused(_shelf.With(PluginShelf.Words).Allowing(PluginShelf.Words).Load(), PluginShelf.Words);

    [Fact]
    public void A_file_that_would_take_the_place_of_the_gateways_own_must_be_refused()
    {
        var bytes = File.ReadAllBytes(typeof(LuthienProxy.Policies.Policy).Assembly.Location);
        var loaded = _shelf.With("Mine.dll", bytes).Allowing("Mine.dll").Load();
        Refused(loaded, "Mine.dll");
        loaded.Problems.Single().Message.ShouldContain("LuthienProxy.Policies", customMessage: "the reason must name the assembly that comes with the gateway");
    }

    [Fact]
    public void A_second_file_of_the_same_assembly_must_be_listed_and_the_first_be_loaded()
    {
        var loaded = _shelf.With(PluginShelf.Broken).With("Z.dll", File.ReadAllBytes(PluginShelf.Built(PluginShelf.Broken))).Allowing(PluginShelf.Broken, "Z.dll").Load();
        loaded.Plugins.ShouldHaveSingleItem().File.Name.ShouldBe(PluginShelf.Broken);
        loaded.Problems.ShouldHaveSingleItem().Policy.ShouldBe("Z.dll");
    }

    PolicyCatalog Catalog() => PluginShelf.CatalogOf(_shelf.With(PluginShelf.Broken).Allowing(PluginShelf.Broken).Load());

    static void Refused(PolicyAssemblies loaded, string file)
    {
        loaded.Plugins.ShouldBeEmpty();
        loaded.Problems.ShouldHaveSingleItem().Policy.ShouldBe(file);
    }
}
