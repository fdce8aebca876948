// Asks one thing with OpenAI's own client, and tells in JSON what the client made of the answer.
// node openai.mjs <base URL> <chat | responses> <whole | stream> <model>
import OpenAI from 'openai';

const [baseURL, api, form, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${baseURL}v1`, apiKey: 'sk-client-of-the-test', maxRetries: 0 });
const parameters = { type: 'object', properties: { city: { type: 'string' }, unit: { type: 'string' } } };

const asks = {
  async chat() {
    const request = {
      model,
      messages: [{ role: 'user', content: 'hi' }],
      tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
    };
    const answer = form === 'stream'
      ? await client.chat.completions.stream(request).finalChatCompletion()
      : await client.chat.completions.create(request);
    const { message, finish_reason } = answer.choices[0];
    return {
      text: message.content ?? '',
      refusal: message.refusal ?? '',
      calls: (message.tool_calls ?? []).map(call => ({ name: call.function.name, arguments: call.function.arguments })),
      end: finish_reason,
    };
  },

  async responses() {
    const request = { model, input: 'hi', tools: [{ type: 'function', name: 'get_weather', parameters, strict: false }] };
    const answer = form === 'stream'
      ? await client.responses.stream(request).finalResponse()
      : await client.responses.create(request);
    const parts = answer.output.flatMap(item => item.content ?? []);
    return {
      text: answer.output_text,
      refusal: parts.map(part => part.refusal ?? '').join(''),
      calls: answer.output.filter(item => item.type === 'function_call').map(call => ({ name: call.name, arguments: call.arguments })),
      end: answer.status,
      error: answer.status === 'failed' ? { name: 'failed', status: null, message: answer.error.message } : null,
    };
  },
};

const told = await asks[api]().catch(error => ({ error: { name: error.constructor.name, status: error.status ?? null, message: error.message } }));
console.log(JSON.stringify(told));
