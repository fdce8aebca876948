// Asks one thing with Anthropic's own client, and tells in JSON what the client made of the answer.
// node anthropic.mjs <base URL> messages <whole | stream> <model>
import Anthropic from '@anthropic-ai/sdk';

const [baseURL, , form, model] = process.argv.slice(2);
const client = new Anthropic({ baseURL, apiKey: 'sk-client-of-the-test', maxRetries: 0 });

async function ask() {
  const request = {
    model,
    max_tokens: 1024,
    messages: [{ role: 'user', content: 'hi' }],
    tools: [{ name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' }, unit: { type: 'string' } } } }],
  };
  const answer = form === 'stream' ? await client.messages.stream(request).finalMessage() : await client.messages.create(request);
  const text = answer.content.filter(block => block.type === 'text').map(block => block.text).join('');
  const refused = answer.stop_reason === 'refusal';
  return {
    text: refused ? '' : text,
    refusal: refused ? text : '',
    calls: answer.content.filter(block => block.type === 'tool_use').map(call => ({ name: call.name, arguments: JSON.stringify(call.input) })),
    end: answer.stop_reason,
  };
}

const told = await ask().catch(error => ({ error: { name: error.constructor.name, status: error.status ?? null, message: error.message } }));
console.log(JSON.stringify(told));
