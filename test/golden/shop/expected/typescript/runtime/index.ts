// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

export { Call, type Outcome, type Success } from "./call.js";
export {
  createClient,
  type CallOptions,
  type Client,
  type ClientOptions,
  type ClientRequest,
  type FetchInit,
  type Patience,
} from "./client.js";
export {
  ApiError,
  type CallError,
  type Failure,
  type Fault,
  type Problem,
  type ServerProblem,
  type TransportProblem,
  type ValidationProblem,
} from "./errors.js";
export type { Operation } from "./request.js";
export { call } from "./send.js";
