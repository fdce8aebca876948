using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>The OpenAPI document tells every route there is, as it is, and lies in the repository.</summary>
[Trait("Spec", "000-40")]
public sealed class DocumentSpec : GatewaySpec
{
    const string Committed = "docs/openapi.json";

    [Fact]
    public async Task Every_route_must_be_described_and_nothing_else()
    {
        var gateway = await StartAsync();
        var routes = ApiDocument.RoutesOf(gateway.App.Services.GetRequiredService<EndpointDataSource>()).ToList();
        routes.Where(route => route.Operation is null).Select(route => $"{route.Method} {route.Path}").ShouldBeEmpty();
        var document = await ServedAsync(gateway);
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .ShouldBe(routes.Select(route => $"{route.Method} {route.Path}"), ignoreOrder: true);
    }

    [Fact]
    public async Task The_committed_document_must_be_the_one_that_is_served()
    {
        var gateway = await StartAsync();
        var served = await gateway.Client.GetStringAsync("/openapi/v1.json");
        var path = Path.Combine(AppContext.BaseDirectory, "openapi.json");
        await File.WriteAllTextAsync(path, served);
        (served == House.Read(Committed)).ShouldBeTrue($"The API has changed. To commit the new document: cp {Path.GetRelativePath(House.Root, path)} {Committed}");
    }

    [Fact]
    public async Task The_document_must_be_given_to_anybody_and_only_when_it_has_changed()
    {
        var gateway = await StartAsync();
        using var first = await gateway.Client.GetAsync("/openapi/v1.json");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await gateway.AskAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_problem_that_a_route_may_tell_must_stand_there()
    {
        var told = Documented.Committed.Root["components"]!["responses"]!.ToJsonString();
        // What no route tells: there is none of that path, or of that method.
        typeof(Problem).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => ((Problem)property.GetValue(null)!).Type)
            .Except([Problem.NoSuchPath.Type]).Where(type => !told.Contains($"\"{type}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static async Task<JsonNode> ServedAsync(TestGateway gateway) => JsonNode.Parse(await gateway.Client.GetStringAsync("/openapi/v1.json"))!;
}
