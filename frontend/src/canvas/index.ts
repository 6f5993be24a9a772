export { Canvas, type CanvasHandle } from "./Canvas";
