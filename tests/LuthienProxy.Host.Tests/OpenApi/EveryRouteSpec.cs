using System.Net;
using System.Text.Json.Nodes;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>Every route that the document tells works in a healthy gateway, answers as it is described, and takes the parameters that are told and no others.</summary>
[Trait("Spec", "000-07")]
public sealed class EveryRouteSpec(EveryRouteHouse house) : IClassFixture<EveryRouteHouse>
{
    static readonly Documented Document = Documented.Committed;
    static readonly Documented Strict = Document.AsWritten;

    public static TheoryData<string> All => new(Document.Operations.Select(operation => operation.Id));

    public static TheoryData<string> Administrators =>
        new(Document.Operations.Where(operation => operation.Json["security"]!.AsArray().Any(way => way!.AsObject().ContainsKey("adminKey"))).Select(operation => operation.Id));

    [Fact]
    [Trait("Spec", "000-07h")]
    public void Every_operation_must_have_a_request_that_succeeds_and_no_other_may() =>
        SuccessfulRequests.Operations.Order().ShouldBe(Document.Operations.Where(operation => operation.Method != "HEAD").Select(operation => operation.Id).Order());

    [Theory]
    [MemberData(nameof(All))]
    [Trait("Spec", "000-07g")]
    [Trait("Spec", "000-07h")]
    [Trait("Spec", "000-40")]
    public async Task It_must_succeed_and_answer_as_it_is_described(string id)
    {
        var (_, method, path, operation) = Document.Operation(id);
        using var request = await SuccessfulRequests.OfAsync(method == "HEAD" ? id[..^4] : id, new HttpMethod(method), house);
        using var response = await house.Gateway.AskAsync(request);
        var described = operation["responses"]!.AsObject();
        ((int)response.StatusCode).ShouldBeInRange(200, 299);
        described.ShouldContainKey($"{(int)response.StatusCode}");
        var content = described[$"{(int)response.StatusCode}"]!["content"]?.AsObject();
        (content is not null).ShouldBe(response.Content.Headers.ContentType is not null && method != "HEAD");
        foreach (var told in content?.Where(told => told.Key == response.Content.Headers.ContentType!.MediaType && told.Key is "application/json" or "application/schema+json") ?? [])
            Strict.Wrong(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, told.Value!["schema"]!).ShouldBeEmpty();
        content?.Select(told => told.Key).ShouldContain(response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [MemberData(nameof(Administrators))]
    [Trait("Spec", "000-40")]
    public async Task It_must_take_the_parameters_that_are_told_and_no_others(string id)
    {
        var (_, method, path, operation) = Document.Operation(id);
        using var response = await house.Gateway.AdminAsync(Filled(path) + "?no-such-parameter=1", new HttpMethod(method));
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
        var taken = problem.GetProperty("detail").GetString()!.Split(": ")[^1].TrimEnd('.').Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var told = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!);
        taken.Order().ShouldBe(told.Order());
    }

    [Theory]
    [MemberData(nameof(Administrators))]
    [Trait("Spec", "X-11")]
    public async Task It_must_ask_for_the_admin_key_where_the_document_says_so(string id)
    {
        var (_, method, path, operation) = Document.Operation(id);
        using var response = await house.Gateway.AdminAsync(Filled(path), new HttpMethod(method), authorization: null);
        var problem = await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        var schema = Document.Resolved(operation["responses"]!["401"]!)["content"]!["application/problem+json"]!["schema"]!;
        Document.Wrong(JsonNode.Parse(problem.GetRawText())!, schema).ShouldBeEmpty();
    }

    static string Filled(string path) => path.Replace("{id}", "01a201a9ba8d752fbf217926f442c2a1").Replace("{name}", EveryRouteHouse.Instance).Replace("{version}", "1");
}
