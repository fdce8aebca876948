using System.Globalization;
using System.Text.Json.Nodes;
using LuthienProxy.Host.AdminApi;

namespace LuthienProxy.Host.OpenApi;

/// <summary>An operation as the document spells it.</summary>
static class OperationJson
{
    const string ProblemType = "application/problem+json";

    // Whatever an administrator asks can fail so.
    static readonly Problem[] Everywhere = [Problem.UnknownParameter([]), Problem.Unauthorized, Problem.SessionEnded, Problem.Csrf, Problem.Bug];

    public static JsonObject Of(DescribedRoute route, SchemaBook book)
    {
        var operation = route.Operation!;
        var isHead = HttpMethods.IsHead(route.Method);
        var json = new JsonObject
        {
            ["operationId"] = isHead ? operation.Id + "Head" : operation.Id,
            ["tags"] = new JsonArray(operation.Group),
            ["summary"] = operation.Summary,
            ["security"] = DocumentFrame.Security(operation.Access, HttpMethods.IsGet(route.Method)),
        };
        if (operation.IsChange)
            json["x-luthien-change"] = true;
        if (ParametersOf(route) is { Count: > 0 } parameters)
            json["parameters"] = parameters;
        if (operation.Bodies.Count > 0)
            json["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Contents(operation.Bodies, book) };
        json["responses"] = Responses(operation, isHead, book);
        return json;
    }

    static JsonArray ParametersOf(DescribedRoute route)
    {
        var told = route.Operation!.Parameters;
        var places = route.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ToList();
        if (!told.Where(parameter => parameter.Place == "path").Select(parameter => parameter.Name).Order().SequenceEqual(places.Order()))
            throw new InvalidOperationException($"The parts of {route.Path} are not those that its operation names.");
        return new([.. told.Select(Of)]);
    }

    static JsonObject Of(OperationParameter parameter)
    {
        var json = new JsonObject { ["name"] = parameter.Name, ["in"] = parameter.Place, ["description"] = parameter.Description };
        if (parameter.IsRequired)
            json["required"] = true;
        json["schema"] = parameter.Schema();
        // Several values are joined by commas.
        if (parameter.Place == "query" && json["schema"]!["items"] is not null)
            (json["style"], json["explode"]) = ("form", false);
        return json;
    }

    static JsonObject Responses(Operation operation, bool isHead, SchemaBook book)
    {
        var responses = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var reply in operation.Replies)
            responses.Add(reply.Status, Of(reply, isHead, book));
        var problems = operation.Access == Access.Administrator ? operation.Problems.Concat(Everywhere) : operation.Problems;
        foreach (var same in problems.GroupBy(problem => problem.Status))
            responses.Add(same.Key.ToString(CultureInfo.InvariantCulture), book.AddResponse(NameOf(same), Of([.. same], book)));
        return new(responses);
    }

    static JsonObject Of(OperationReply reply, bool isHead, SchemaBook book)
    {
        var json = new JsonObject { ["description"] = reply.Description };
        if (reply.Headers.Count > 0)
            json["headers"] = new JsonObject(reply.Headers.Select(header => KeyValuePair.Create<string, JsonNode?>(
                header.Name, new JsonObject { ["description"] = header.Description, ["schema"] = new JsonObject { ["type"] = "string" } })));
        if (!isHead && reply.Contents.Count > 0)
            json["content"] = Contents(reply.Contents, book);
        return json;
    }

    static JsonObject Of(IReadOnlyList<Problem> problems, SchemaBook book) => new()
    {
        ["description"] = string.Join("; ", problems.Select(problem => problem.Title).Distinct()) + ".",
        ["content"] = new JsonObject { [ProblemType] = new JsonObject { ["schema"] = SchemaOf(problems, book) } },
    };

    static string NameOf(IEnumerable<Problem> problems) =>
        string.Join('.', problems.Select(problem => problem.Type[(problem.Type.LastIndexOf(':') + 1)..] + (problem is FieldProblem ? "-fields" : "")).Distinct().Order(StringComparer.Ordinal));

    static JsonObject SchemaOf(IReadOnlyList<Problem> problems, SchemaBook book)
    {
        var forms = problems.GroupBy(problem => problem.GetType()).OrderBy(form => form.Key.Name, StringComparer.Ordinal)
            .Select(form => new JsonObject { ["allOf"] = new JsonArray(book.Of(ApiJson.Readable.GetTypeInfo(form.Key)!), OneOf(form)) }).ToList();
        return forms is [var one] ? one : new JsonObject { ["anyOf"] = new JsonArray([.. forms]) };
    }

    static JsonObject OneOf(IEnumerable<Problem> problems) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. problems.Select(problem => problem.Type).Distinct().Order(StringComparer.Ordinal).Select(type => JsonValue.Create(type))]) } },
    };

    static JsonObject Contents(IEnumerable<Content> contents, SchemaBook book) =>
        new(contents.Select(content => KeyValuePair.Create<string, JsonNode?>(content.MediaType, new JsonObject { ["schema"] = content.Schema(book) })));
}
