using System.Net;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tests.Policies;
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

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "002-17")]
    public async Task A_policy_of_a_plugin_must_be_activated_and_work_like_a_built_in_one(SimulatorApi api, bool stream)
    {
        var gateway = await StartWithSampleAsync();
        await gateway.EnableAsync("plain", "PlainWords");
        (await AnswerAsync(gateway, api, stream)).ShouldContain("We use it.");
    }

    [Fact]
    [Trait("Spec", "000-05b")]
    public async Task Of_two_classes_of_one_name_each_must_be_had_by_its_assembly()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words, PluginShelf.Broken).Allowing(PluginShelf.Sample, PluginShelf.Words, PluginShelf.Broken).WriteAllowList();
        var gateway = await StartAsync(Config, AdminAsking.Variable);
        await gateway.EnableAsync("theirs", "LuthienProxy.SamplePlugin.PlainWordsPolicy, LuthienProxy.SamplePlugin.Broken");
        (await AnswerAsync(gateway, SimulatorApi.Messages, stream: false)).ShouldContain("We utilise it.");
        await gateway.EnableAsync("ours", "LuthienProxy.SamplePlugin.PlainWordsPolicy, LuthienProxy.SamplePlugin");
        (await AnswerAsync(gateway, SimulatorApi.Messages, stream: false)).ShouldContain("We use it.");
    }

    [Fact]
    public async Task The_list_must_show_what_was_loaded_with_its_hashes_and_what_was_refused_with_its_reason()
    {
        _shelf.With(PluginShelf.Broken);
        var list = await (await StartWithSampleAsync()).ReadAsync(PolicyAdmin.Path + "list");
        var plugin = list.GetProperty("plugins").EnumerateArray().ShouldHaveSingleItem();
        plugin.GetProperty("assembly").GetString().ShouldBe("LuthienProxy.SamplePlugin");
        plugin.GetProperty("sha256").GetString().ShouldBe(PluginShelf.HashOf(_shelf.At(PluginShelf.Sample)));
        plugin.GetProperty("dependencies")[0].GetProperty("sha256").GetString().ShouldBe(PluginShelf.HashOf(_shelf.At(PluginShelf.Words)));
        list.GetProperty("broken").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe(PluginShelf.Broken);
        list.GetProperty("categories").EnumerateArray().SelectMany(category => category.GetProperty("policies").EnumerateArray()).Where(type => type.GetProperty("isPlugin").GetBoolean())
            .Select(type => $"{type.GetProperty("name").GetString()} {type.GetProperty("assembly").GetString()}")
            .ShouldBe(["ForbiddenTools LuthienProxy.SamplePlugin", "PlainWords LuthienProxy.SamplePlugin"], ignoreOrder: true);
    }

    [Fact]
    public async Task Calls_must_be_refused_when_the_plugin_of_the_active_policy_is_gone()
    {
        var before = await StartWithSampleAsync();
        await before.EnableAsync("plain", "PlainWords");
        File.Delete(_shelf.At(PluginShelf.Sample));
        var after = await StartAgainAsync(before, Config, AdminAsking.Variable);
        using var response = await after.AskAsync(SimulatorApi.Messages);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Upstream.Calls.ShouldBeEmpty();
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

    async Task<TestGateway> StartWithSampleAsync()
    {
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).WriteAllowList();
        return await StartAsync(Config, AdminAsking.Variable);
    }

    async Task<string> AnswerAsync(TestGateway gateway, SimulatorApi api, bool stream)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("We utilise it."));
        using var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        return await response.Content.ReadAsStringAsync();
    }
}
