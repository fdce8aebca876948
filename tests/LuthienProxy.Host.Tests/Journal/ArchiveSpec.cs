using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>Calls out of one gateway's journal into a file, and into another's.</summary>
[Trait("Spec", "X-09")]
public sealed class ArchiveSpec : GatewaySpec
{
    [Fact]
    public async Task What_was_archived_must_be_on_record_again_after_an_import_elsewhere()
    {
        var (one, other) = (await StartAsync("", AdminAsking.Variable), await StartAsync("", AdminAsking.Variable));
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("The heron lands."));
        var (first, second) = (await CallAsync(one), await CallAsync(one));
        var file = await PostAsync(one, "/admin/journal/archive?limit=1");
        var rest = await PostAsync(one, $"/admin/journal/archive?after={file.GetProperty("next").GetString()}");
        foreach (var name in (string[])[file.GetProperty("file").GetString()!, rest.GetProperty("file").GetString()!])
        {
            Directory.CreateDirectory(Path.Combine(other.Folder, "archive"));
            File.Copy(Path.Combine(one.Folder, "archive", name), Path.Combine(other.Folder, "archive", name));
            (await PostAsync(other, $"/admin/journal/import?file={name}")).GetProperty("transactions").GetInt32().ShouldBe(1);
        }
        foreach (var id in (string[])[first, second])
            foreach (var path in (string[])[$"/debug/calls/{id}", $"/debug/calls/{id}/events"])
                (await other.ReadAsync(path)).GetRawText().ShouldBe((await one.ReadAsync(path)).GetRawText());
        (await other.ReadAsync("/api/search?text=heron")).GetProperty("calls").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_archives_the_same_calls_again_at_once_must_get_a_file_of_its_own()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await CallAsync(gateway);
        var names = new List<string?>();
        for (var i = 0; i < 4; i++)
            names.Add((await PostAsync(gateway, "/admin/journal/archive")).GetProperty("file").GetString());
        names.ShouldBeUnique();
    }

    [Fact]
    public async Task Where_there_is_nothing_no_file_must_be_made()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var answer = await PostAsync(gateway, "/admin/journal/archive?to=2020-01-01T00:00:00Z");
        answer.GetProperty("file").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("transactions").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_no_archive_must_be_told()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await (await gateway.AdminAsync("/admin/journal/import?file=none.jsonl.gz", HttpMethod.Post)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Directory.CreateDirectory(Path.Combine(gateway.Folder, "archive"));
        await File.WriteAllTextAsync(Path.Combine(gateway.Folder, "archive", "broken.jsonl.gz"), "no archive");
        await (await gateway.AdminAsync("/admin/journal/import?file=broken.jsonl.gz", HttpMethod.Post)).ProblemAsync(HttpStatusCode.UnprocessableEntity, "damaged-archive");
    }

    [Theory]
    [MemberData(nameof(HostileText.Rows), MemberType = typeof(HostileText))]
    [Trait("Spec", "002-30")]
    public async Task A_hostile_name_must_be_refused(string hostile)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var name in (string[])[hostile, hostile + ".jsonl.gz", "../admin-key", "archive/x.jsonl.gz"])
            await (await gateway.AdminAsync($"/admin/journal/import?file={Uri.EscapeDataString(name)}", HttpMethod.Post)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Fact]
    public async Task Without_the_key_or_with_another_method_nothing_may_happen()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var path in (string[])["/admin/journal/archive", "/admin/journal/import?file=x.jsonl.gz"])
        {
            await (await gateway.AdminAsync(path, HttpMethod.Post, authorization: null)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            (await gateway.AdminAsync(path)).Content.Headers.Allow.ShouldBe(["POST"]);
        }
        Directory.Exists(Path.Combine(gateway.Folder, "archive")).ShouldBeFalse();
    }

    static async Task<string> CallAsync(TestGateway gateway)
    {
        using var response = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        var id = response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await response.Content.ReadAsByteArrayAsync();
        await gateway.EndedAsync(id);
        return id;
    }

    static async Task<JsonElement> PostAsync(TestGateway gateway, string path)
    {
        using var response = await gateway.AdminAsync(path, HttpMethod.Post);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
