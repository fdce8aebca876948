using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>The gateway with plugins.</summary>
[Trait("Spec", "000-12")]
public sealed class PluginGatewaySpec : GatewaySpec, IDisposable
{
    readonly PluginShelf _shelf = new();

    string Config => $$"""luthien.policy.plugins { directory = "{{_shelf.Folder}}", allow-list = "{{_shelf.AllowList}}" }""";

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task It_must_know_the_built_in_policies_and_those_of_its_plugins()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).WriteAllowList();
        var gateway = await StartAsync(Config);
        var catalog = gateway.App.Services.GetRequiredService<PolicyCatalog>();
        catalog.Find("PlainWords").ShouldNotBeNull();
        catalog.Find("SqlProtection").ShouldNotBeNull();
        gateway.App.Services.GetRequiredService<PolicyAssemblies>().Plugins.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_must_start_without_a_plugin_that_it_refuses()
    {
        _shelf.With(PluginShelf.Sample).WriteAllowList();
        var gateway = await StartAsync(Config);
        gateway.App.Services.GetRequiredService<PolicyAssemblies>().Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_must_not_start_with_an_allow_list_that_cannot_be_read()
    {
        _shelf.Saying("not a line").WriteAllowList();
        (await Should.ThrowAsync<StartRefusedException>(() => StartAsync(Config))).Reasons.ShouldHaveSingleItem().ShouldStartWith($"{_shelf.AllowList}:3: ");
    }

    [Theory]
    [InlineData("luthien.policy.plugins.directory = plugins")]
    [InlineData("luthien.policy.plugins.allow-list = list")]
    [InlineData("luthien.policy.plugins.max-bytes = 0")]
    public async Task It_must_not_start_with_half_of_the_settings(string config) =>
        (await Should.ThrowAsync<StartRefusedException>(() => StartAsync(config))).Reasons.ShouldHaveSingleItem().ShouldContain("luthien.policy.plugins.");
}
